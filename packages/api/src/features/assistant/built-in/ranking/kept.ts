import { createHash, randomUUID } from 'node:crypto'
import {
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { getCompileCacheDir } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deserialize, serialize } from 'node:v8'
import { gunzipSync, gzipSync } from 'node:zlib'
import { learnLessons } from './learning.ts'
import type { Learnt } from './learning.ts'
import type { Lesson } from './lessons.ts'
import type { Weights } from './softmax.ts'

/** Everything that `learning.ts` runs lies in one of these folders; a test holds it. */
export const PROGRAM = ['.', '../acts', '../../../../reading', '../../../../shared'].map((folder) =>
  fileURLToPath(new URL(`${folder}/`, import.meta.url)),
)

/** A hub of the release before may run beside this one, and tests and tools have acts of their own; each is some 28 MB. */
const MOST_KEPT = 6

/** Where Node keeps what it made of our sources: this is made of them as well, and whoever deletes it loses time alone. */
function folderHere(): string | undefined {
  const compiled = getCompileCacheDir()
  return compiled === undefined ? undefined : join(compiled, 'assistant')
}

let program: Buffer | undefined

function programDigest(): Buffer {
  const hash = createHash('sha256')
  for (const folder of PROGRAM)
    for (const file of globSync('*.{ts,json}', { cwd: folder, exclude: ['*.test.ts'] }).toSorted())
      hash.update(file).update(readFileSync(join(folder, file)))
  return hash.digest()
}

/** Changes with everything that decides what is learnt: the lessons and the program. */
function nameFor(lessons: readonly Lesson[]): string {
  program ??= programDigest()
  return createHash('sha256').update(program).update(JSON.stringify(lessons)).digest('hex')
}

/** Not as a view of all that was read, which could neither be given back nor handed to another thread. */
const owned = (weights: Weights): Weights => ({ ...weights, table: weights.table.slice() })

/** The checksum of its compression tells whether it is whole. */
function readKept(file: string): Learnt | undefined {
  try {
    const { act, router, telling, ...rest } = deserialize(gunzipSync(readFileSync(file))) as Learnt
    const tells = { ...telling, weights: owned(telling.weights) }
    const learnt = { ...rest, act: owned(act), router: owned(router), telling: tells }
    const now = new Date()
    utimesSync(file, now, now)
    return learnt
  } catch {
    return undefined
  }
}

/** Removes what was not read for longest. */
function dropOld(folder: string): void {
  const files = readdirSync(folder).map((name) => {
    const file = join(folder, name)
    return { file, usedAt: statSync(file).mtimeMs }
  })
  for (const { file } of files.toSorted((a, b) => b.usedAt - a.usedAt).slice(MOST_KEPT)) rmSync(file)
}

/** Under its name only once it is whole: another process may be looking for it. */
function keep(folder: string, name: string, learnt: Learnt): void {
  const unfinished = join(folder, randomUUID())
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(unfinished, gzipSync(serialize(learnt), { level: 1 }), { mode: 0o600 })
    renameSync(unfinished, join(folder, name))
    dropOld(folder)
  } finally {
    rmSync(unfinished, { force: true })
  }
}

/**
 * What these lessons teach: out of the folder where a process that learnt the same, with the same program, has left it; else it
 * is learnt, which takes a processor some seconds, and left there. Without a folder nothing is kept.
 */
export function learntFrom(lessons: readonly Lesson[], folder = folderHere()): Learnt {
  if (folder === undefined) return learnLessons(lessons)
  const name = nameFor(lessons)
  const before = readKept(join(folder, name))
  if (before) return before
  const learnt = learnLessons(lessons)
  try {
    keep(folder, name, learnt)
  } catch {
    // Without room or rights it is learnt again at the next start, as it was at this one.
  }
  return learnt
}
