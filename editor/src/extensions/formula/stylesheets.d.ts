/** Style sheets of packages, which a bundler turns into files of the page. */
declare module '*.css';
