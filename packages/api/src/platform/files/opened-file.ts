/** What was asked for when a list was prepared as a file, and of which organization. */
export interface PreparedRequest {
  subject: string
  request: Record<string, unknown>
}

/** A file on its way out; its parts are read from the database as they are taken. */
export interface OpenedFile {
  fileName: string
  mediaType: string
  parts: AsyncIterable<string> | Iterable<string>
  /** For work that shows how far it is: rows read so far, and how many there are where that is known. */
  progress?: { rows: () => number; total: () => Promise<number | null> }
}
