import { Worker } from 'node:worker_threads'
import { AppError } from '../../shared/errors.ts'
import type { Printed } from './press.ts'

/** A page takes some 50 ms; what takes this long hangs. */
const TIME_LIMIT_MS = 10_000
/** Fonts are read when it starts, so it stays for a while. */
const IDLE_MS = 60_000
/** Who comes later would wait longer than people do. */
const LONGEST_LINE = 100

const tooLate = () => new AppError('UNAVAILABLE', { message: 'Printing took too long. Try it again.' })
const tooMany = () =>
  new AppError('UNAVAILABLE', { message: 'Many documents are being printed. Try it again in a minute.' })

interface PrinterOptions {
  /** The program of its thread, which hands what it renders to `press`. */
  program: URL
  timeLimitMs?: number
  longestLine?: number
}

interface Wish<Document> {
  document: Document
  resolve: (bytes: Uint8Array) => void
  reject: (error: unknown) => void
}

/**
 * Prints in a thread of its own, since setting type would hold up everybody else's calls: one document at a time, so that the
 * time limit is that of the document and not of the line before it.
 */
export class Printer<Document> {
  readonly #program: URL
  readonly #timeLimitMs: number
  readonly #longestLine: number
  readonly #line: Wish<Document>[] = []
  #printing: Wish<Document> | null = null
  #thread: Worker | null = null
  /** Ends what takes too long, or a thread that has nothing to do. */
  #timer: NodeJS.Timeout | undefined

  constructor({ program, timeLimitMs = TIME_LIMIT_MS, longestLine = LONGEST_LINE }: PrinterOptions) {
    this.#program = program
    this.#timeLimitMs = timeLimitMs
    this.#longestLine = longestLine
  }

  /** A document as a PDF. Throws an UNAVAILABLE where it takes too long. */
  print(document: Document): Promise<Uint8Array> {
    if (this.#line.length >= this.#longestLine) return Promise.reject(tooMany())
    const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
    this.#line.push({ document, resolve, reject })
    this.#next()
    return promise
  }

  #next(): void {
    if (this.#printing) return
    clearTimeout(this.#timer)
    const wish = this.#line.shift()
    if (!wish) {
      this.#timer = setTimeout(() => this.#end(), IDLE_MS).unref()
      return
    }
    this.#printing = wish
    this.#timer = setTimeout(() => this.#fail(tooLate()), this.#timeLimitMs)
    this.#thread ??= this.#start()
    this.#thread.postMessage(wish.document)
  }

  #start(): Worker {
    const thread = new Worker(this.#program)
    // It keeps no process alive that has nothing else to do.
    thread.unref()
    thread.on('message', (printed: Printed) => {
      if (thread === this.#thread) this.#done(printed)
    })
    thread.on('error', (error) => {
      if (thread === this.#thread) this.#fail(error)
    })
    return thread
  }

  #done(printed: Printed): void {
    const wish = this.#printing
    this.#printing = null
    if ('bytes' in printed) wish?.resolve(printed.bytes)
    else wish?.reject(new Error(printed.error))
    this.#next()
  }

  /** The thread goes, and with it what it was at; the next one prints the rest of the line. */
  #fail(error: unknown): void {
    const wish = this.#printing
    this.#printing = null
    this.#end()
    wish?.reject(error)
    this.#next()
  }

  #end(): void {
    void this.#thread?.terminate()
    this.#thread = null
  }
}
