import { BlockList, isIP } from 'node:net'

/** Networks that lead nowhere on the public internet, by IANA's registries of special-purpose addresses. */
const special = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  special.addSubnet(network, prefix, 'ipv4')

/** Only what is handed out for global use; of it, what carries an IPv4 address or is meant for documents is out. */
const global = new BlockList()
global.addSubnet('2000::', 3, 'ipv6')
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
] as const)
  special.addSubnet(network, prefix, 'ipv6')

/** True for an address that anybody on the internet could reach; false for everything inside, special or malformed. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !special.check(address, 'ipv4') && !isMetadata(address)
  return family === 6 && global.check(address, 'ipv6') && !special.check(address, 'ipv6')
}

/** Where machines in a cloud are told their own secrets: link-local in most, and by addresses of their own in some. */
const metadata = new BlockList()
metadata.addSubnet('169.254.0.0', 16, 'ipv4')
metadata.addSubnet('::ffff:169.254.0.0', 112, 'ipv6')
metadata.addSubnet('fe80::', 10, 'ipv6')
// Azure, Alibaba, AWS, Google and Oracle, in this order.
for (const [address, family] of [
  ['168.63.129.16', 'ipv4'],
  ['100.100.100.200', 'ipv4'],
  ['fd00:ec2::254', 'ipv6'],
  ['fd20:ce::254', 'ipv6'],
  ['fd00:c1::a9fe:a9fe', 'ipv6'],
] as const)
  metadata.addAddress(address, family)

/** Nobody's receiver lies there, not even in the own network. */
export const isMetadata = (address: string): boolean =>
  metadata.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
