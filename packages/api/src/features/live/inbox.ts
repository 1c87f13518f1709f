import type { News } from '../../platform/live/live.ts'

/** More looks than this without being read: the reader then asks the database itself where it was. */
const AT_MOST = 100

/** What was heard and is not read yet. However slow the reader is, it holds no more than a little. */
export class Inbox {
  #news: News[] = []
  #isOver = false
  #ring: () => void = () => undefined

  readonly put = (news: News): void => {
    if (news.changes === null || this.#news.length >= AT_MOST) {
      this.#isOver = true
      this.#news = []
    } else if (!this.#isOver) this.#news.push(news)
    this.#ring()
  }

  /** Everything since the last time; null where it was too much to keep. */
  take(): News[] | null {
    const [news, isOver] = [this.#news, this.#isOver]
    this.#news = []
    this.#isOver = false
    return isOver ? null : news
  }

  /** Resolves when something is there, after `ms`, or when the signal aborts. */
  arrival(ms: number, signal: AbortSignal | undefined): Promise<void> {
    if (this.#isOver || this.#news.length > 0 || signal?.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', finish)
        this.#ring = () => undefined
        resolve()
      }
      const timer = setTimeout(finish, ms)
      signal?.addEventListener('abort', finish)
      this.#ring = finish
    })
  }
}
