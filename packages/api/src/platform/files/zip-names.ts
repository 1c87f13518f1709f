const END_BYTES = 22
const END_MARK = 0x06054b50
const ENTRY_BYTES = 46
const ENTRY_MARK = 0x02014b50
/** A comment stands behind the end, and its length has two bytes. */
const LONGEST_COMMENT = 0xffff

/** Where the directory of an archive ends, looked for from the back. */
function endOf(bytes: Buffer): number {
  const lowest = Math.max(0, bytes.length - END_BYTES - LONGEST_COMMENT)
  for (let at = bytes.length - END_BYTES; at >= lowest; at -= 1)
    if (bytes.readUInt32LE(at) === END_MARK && at + END_BYTES + bytes.readUInt16LE(at + 20) === bytes.length)
      return at
  return -1
}

/** The names of what is in a ZIP archive, from its directory alone; null for what is none. */
export function zipNames(bytes: Buffer): ReadonlySet<string> | null {
  const end = bytes.length < END_BYTES ? -1 : endOf(bytes)
  if (end < 0 || bytes.readUInt32LE(0) !== 0x04034b50) return null
  const names = new Set<string>()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (at + ENTRY_BYTES > end || bytes.readUInt32LE(at) !== ENTRY_MARK) return null
    const name = at + ENTRY_BYTES
    const next = name + bytes.readUInt16LE(at + 28)
    names.add(bytes.toString('utf8', name, next))
    at = next + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return names
}
