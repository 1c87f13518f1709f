/** UTF-16, which says so by the mark at its beginning; null for everything else. */
export function utf16Text(bytes: Uint8Array): string | null {
  const mark = Buffer.from(bytes.subarray(0, 2)).toString('hex')
  if (mark !== 'fffe' && mark !== 'feff') return null
  try {
    return new TextDecoder(mark === 'fffe' ? 'utf-16le' : 'utf-16be', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** UTF-16 where it says so, UTF-8 where the bytes are that, else what old programs write. */
export function decodeText(bytes: Uint8Array): string {
  const wide = utf16Text(bytes)
  if (wide !== null) return wide
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
