/** Where the reading of a stream goes on. */
export interface StreamPlace {
  /** What the service calls the next page; null: the first. */
  after: string | null
  /** Everything that changed from this moment on is still to be read. */
  since: string
  /** When the first page of this pass was read; null before. */
  began: string | null
  /** The latest change that this pass has seen. */
  latest: string | null
  /** What the last pass over everything read of each record, as far as that is said. */
  reads?: string | undefined
  /** The same of the pass over everything that is under way: one that was begun by another release begins anew. */
  reading?: string | undefined
}

/** What came of comparing a stream with its service. */
export interface StreamProof {
  there: number
  here: number
  removed: number
  /** What was missing here or older than there, and is as there now; a comparison of a former release does not say. */
  mended?: number
  at: string
}
