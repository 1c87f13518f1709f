const MIB = 1024 * 1024

/** `12.3 MB`, in words for a line of progress. */
export const bytesText = (bytes: number): string => `${(bytes / MIB).toFixed(1)} MB`

/** Told in one line how far it is. */
export type OnProgress = (line: string) => void

const EVERY_MS = 1_000

/** Lets no more than one line a second through. */
export function seldom(onProgress: OnProgress): OnProgress {
  let last = 0
  return (line) => {
    const now = performance.now()
    if (now - last < EVERY_MS) return
    last = now
    onProgress(line)
  }
}
