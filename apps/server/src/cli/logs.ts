import { closeSync, existsSync, openSync, readSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '@hub/api/server'
import { resolveStateDir } from '@hub/db/embedded'
import { processEnv } from './env.ts'
import { EXIT, UsageError } from './output.ts'

const LOG = /^(?:pg\d+|hub)\.log$/
const LOOK_MS = 250
const PIECE_BYTES = 64 * 1024
const LINES = 50
const MOST_LINES = 100_000

export interface LogOptions {
  lines?: string | undefined
  follow: boolean
  json: boolean
}

/** A log and how far it has been shown. */
interface Shown {
  file: string
  path: string
  at: number
}

/** `hub logs`: the last lines of the logs in the state folder, and with `follow` what comes after them, until it is stopped. */
export async function runLogs({ lines, follow, json }: LogOptions): Promise<number> {
  const count = countOf(lines)
  const stateDir = resolveStateDir(processEnv())
  const logs = existsSync(stateDir)
    ? readdirSync(stateDir)
        .filter((name) => LOG.test(name))
        .map((file) => ({ file, path: join(stateDir, file), at: 0 }))
    : []
  if (logs.length === 0)
    throw new AppError('NOT_FOUND', {
      message: `There is no log in ${stateDir}. The hub itself writes to standard output: see your service manager, such as journalctl -u <service> or docker logs <container>.`,
    })
  const print = printer(logs.length > 1, json)
  for (const log of logs) {
    const { size } = statSync(log.path)
    print(log.file, lastLines(log.path, size, count))
    log.at = size
  }
  if (follow) await followAll(logs, print)
  return EXIT.ok
}

function countOf(lines: string | undefined): number {
  const count = Number(lines ?? LINES)
  if (!/^\d+$/.test(lines ?? `${LINES}`) || count > MOST_LINES)
    throw new UsageError(`--lines takes a whole number up to ${MOST_LINES}.`)
  return count
}

type Print = (file: string, lines: readonly string[]) => void

/** For programs one object a line; for people a heading wherever another file goes on. */
function printer(isSeveral: boolean, json: boolean): Print {
  let last = ''
  return (file, lines) => {
    if (json) for (const line of lines) console.log(JSON.stringify({ file, line }))
    else if (lines.length > 0) {
      if (isSeveral && last !== file) console.log(`==> ${file}`)
      last = file
      console.log(lines.join('\n'))
    }
  }
}

const linesOf = (text: string): string[] => text.replace(/\n$/, '').split('\n')

/** Reads from the end, so that a large log costs no more than what is shown of it. */
function lastLines(path: string, size: number, count: number): string[] {
  if (count === 0) return []
  let text = Buffer.alloc(0)
  for (let from = size; from > 0;) {
    const length = Math.min(PIECE_BYTES, from)
    from -= length
    text = Buffer.concat([piece(path, from, length), text])
    if (text.filter((byte) => byte === 10).length > count) break
  }
  return text.length === 0 ? [] : linesOf(text.toString('utf8')).slice(-count)
}

function piece(path: string, from: number, length: number): Buffer<ArrayBuffer> {
  const buffer = Buffer.alloc(length)
  const file = openSync(path, 'r')
  try {
    return buffer.subarray(0, readSync(file, buffer, 0, length, from))
  } finally {
    closeSync(file)
  }
}

async function followAll(logs: readonly Shown[], print: Print): Promise<never> {
  for (;;) {
    for (const log of logs) {
      const size = existsSync(log.path) ? statSync(log.path).size : 0
      // A log that is shorter than before was set aside and begun anew.
      if (size < log.at) log.at = 0
      const text = piece(log.path, log.at, Math.min(size - log.at, 16 * PIECE_BYTES))
      const end = text.lastIndexOf(10) + 1
      if (end === 0) continue
      print(log.file, linesOf(text.subarray(0, end).toString('utf8')))
      log.at += end
    }
    await sleep(LOOK_MS)
  }
}
