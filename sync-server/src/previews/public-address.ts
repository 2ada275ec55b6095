import ipaddr from 'ipaddr.js';

/** All that is handed out to the public internet so far. What may come later is not worth the risk of the rest. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address belongs to the public internet: not to this machine, its network, a provider's inner network, a
 * cloud's metadata service, or a way around these, such as IPv4 addresses inside IPv6 ones.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || parsed.match(globalUnicast);
}
