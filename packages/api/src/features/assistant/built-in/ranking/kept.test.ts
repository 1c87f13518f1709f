import { mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { learntFrom, PROGRAM } from './kept.ts'
import { learnLessons } from './learning.ts'
import type { Lesson } from './lessons.ts'

const lesson = (path: string, ...say: string[]): Lesson => ({
  path,
  title: path,
  description: '',
  say,
  setting: [],
  not: [],
  beside: [],
  fields: [],
})
const shelf = [lesson('books.lend', 'lend the book'), lesson('books.return', 'the book came back')]
const kitchen = [lesson('pans.wash', 'wash the pan'), lesson('pans.hang', 'hang the pan up')]

const emptyFolder = () => join(mkdtempSync(join(tmpdir(), 'hub-learnt-')), 'assistant')
const fileIn = (folder: string) => join(folder, readdirSync(folder)[0] ?? '')

test('what was learnt once is read the next time, and is the same', () => {
  const folder = emptyFolder()
  const first = learntFrom(shelf, folder)
  expect(first).toEqual(learnLessons(shelf))
  expect(learntFrom(shelf, folder)).toEqual(first)
  // It is read and not learnt: what lies there under its name is what comes.
  const other = emptyFolder()
  const washed = learntFrom(kitchen, other)
  writeFileSync(fileIn(folder), readFileSync(fileIn(other)))
  expect(learntFrom(shelf, folder)).toEqual(washed)
})

test('it can be handed to another thread, and holds on to nothing else', () => {
  const folder = emptyFolder()
  learntFrom(shelf, folder)
  const { act, router } = learntFrom(shelf, folder)
  for (const { table } of [act, router]) expect(table.buffer.byteLength).toBe(table.byteLength)
  expect(() =>
    structuredClone({ act, router }, { transfer: [act.table.buffer, router.table.buffer] }),
  ).not.toThrow()
})

test.each([
  ['cut off', (whole: Buffer) => whole.subarray(0, whole.length - 20)],
  ['empty', () => Buffer.alloc(0)],
  [
    'changed in one bit',
    (whole: Buffer) => whole.map((byte, at) => (at === whole.length >> 1 ? byte ^ 1 : byte)),
  ],
])('a file that is %s is not believed, and is written anew', (_, spoilt) => {
  const folder = emptyFolder()
  const first = learntFrom(shelf, folder)
  const file = fileIn(folder)
  const whole = readFileSync(file)
  writeFileSync(file, spoilt(whole))
  expect(learntFrom(shelf, folder)).toEqual(first)
  expect(readFileSync(file)).toEqual(whole)
})

test('other lessons are other files, of which those that were read last stay', () => {
  const folder = emptyFolder()
  learntFrom(shelf, folder)
  const [first = ''] = readdirSync(folder)
  for (const thing of ['map', 'disc', 'game', 'key', 'bag', 'tent', 'boat', 'coat']) {
    learntFrom([lesson('things.lend', `lend the ${thing}`)], folder)
    for (const name of readdirSync(folder)) if (name !== first) utimesSync(join(folder, name), 1, 1)
    learntFrom(shelf, folder)
  }
  expect(readdirSync(folder)).toHaveLength(6)
  expect(readdirSync(folder)).toContain(first)
})

test('where nothing can be kept it is learnt all the same', () => {
  const taken = join(mkdtempSync(join(tmpdir(), 'hub-learnt-')), 'file')
  writeFileSync(taken, '')
  expect(learntFrom(shelf, taken)).toEqual(learnLessons(shelf))
})

test('a change of the program is a change of what it made: all that learning runs is looked at', () => {
  const seen = new Set<string>()
  const packages = new Set<string>()
  const follow = (file: string) => {
    if (seen.has(file)) return
    seen.add(file)
    if (!file.endsWith('.ts')) return
    const text = readFileSync(file, 'utf8')
    for (const [, name = ''] of text.matchAll(/^import (?!type )[^'"]*['"]([^.'"][^'"]*)['"]/gm))
      packages.add(name)
    const imports = text.matchAll(/^import (?!type )[^'"]*['"](\.[^'"]+)['"]/gm)
    for (const [, from = ''] of imports) follow(resolve(dirname(file), from))
  }
  follow(fileURLToPath(new URL('learning.ts', import.meta.url)))
  expect(seen.size).toBeGreaterThan(30)
  // An upgrade changes a package and no source; of this one stand schemas there, which learning does not run.
  expect([...packages]).toEqual(['zod'])
  for (const file of seen) expect(PROGRAM).toContain(join(dirname(file), '/'))
})
