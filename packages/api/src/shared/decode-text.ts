/** UTF-16 is known by the mark at its beginning. */
const utf16 = (bytes: Uint8Array): string | null => {
  const mark = Buffer.from(bytes.subarray(0, 2)).toString('hex')
  return mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : null
}

/** UTF-16 where it says so, UTF-8 where the bytes are that, else what old programs write. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder(utf16(bytes) ?? 'utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
