/** What was asked for when a list was prepared as a file, and of which organization. */
export interface PreparedRequest {
  subject: string
  request: Record<string, unknown>
}

/** A file on its way out; its parts are read or made as they are taken. Text is UTF-8. */
export interface OpenedFile {
  fileName: string
  mediaType: string
  parts: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>
  /** For work that shows how far it is: rows read so far, and how many there are where that is known. */
  progress?: { rows: () => number; total: () => Promise<number | null> }
}
