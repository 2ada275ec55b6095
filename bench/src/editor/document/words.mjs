/** What the documents of the benchmark are made of: plain prose, so that lines break and spell as lines do. */
export const words = `the a of and to in we it for on with that this is are was from by at be or as not but which when
where all some more garden bed soil water seed plant row path gate fence shed tool rain frost compost harvest tomato
bean carrot onion pumpkin apple pear cherry berry nettle clover worm bee bird hedge pond barrel hose spade rake basket
neighbour member visitor child meeting plan list note letter budget share week month spring summer autumn winter
morning evening year day hour early late often always never together alone carefully slowly quickly again still
write count carry dig plant mend paint borrow bring keep give leave open close measure agree remember decide
small large dry wet warm cold green red old new narrow wide deep light heavy quiet open shared common`
  .split(/\s+/)
  .filter((word) => word !== '');
