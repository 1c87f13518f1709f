import { readFileSync, globSync } from 'node:fs'
import { expect, test } from 'vitest'
import { declaredBy } from '../declared.ts'
import { modules } from '../modules/index.ts'
import { actionWords } from '../platform/audit/sentences.ts'
import { isVerb } from '../platform/audit/verbs.ts'

const root = new URL('..', import.meta.url).pathname
const sources = globSync('{features,modules,platform}/**/*.ts', { cwd: root })
  .filter((file) => !/\.test\.ts$|testing/.test(file) && file !== 'features/verbs.ts')
  .map((file) => readFileSync(`${root}${file}`, 'utf8'))

const { verbs, entities } = declaredBy(modules)

/** Actions as they are written: the first argument of `audit(…)`, and what is called `action`. */
const written = (source: string): string[] =>
  [
    /\baudit\(\s*'([\w.]+)'/g,
    /\baction(?: =|:)\s*'([\w]+\.[\w.]+)'/g,
    /\?\s*'([a-z]+\.[\w.]+)'\s*:\s*'[a-z]+\.[\w.]+'/g,
    /\?\s*'[a-z]+\.[\w.]+'\s*:\s*'([a-z]+\.[\w.]+)'/g,
    /\bWITHDRAWN = '([\w.]+)'/g,
  ].flatMap((pattern) => [...source.matchAll(pattern)].flatMap(([, action]) => action ?? []))

const actions = [...new Set(sources.flatMap(written))].toSorted()

test('every action of the audit log is told in words', () => {
  expect(actions.length).toBeGreaterThan(90)
  expect(actions.filter((action) => !verbs.has(action))).toEqual([])
})

test('no words are for what never happens', () => {
  const all = sources.join('\n')
  const isWritten = (action: string) => all.includes(`'${action}'`) || actions.includes(action)
  expect([...verbs.keys()].filter((action) => !isWritten(action))).toEqual([])
})

test.each([...verbs])('%s is told by "%s"', (_action, verb) => {
  expect(isVerb(verb)).toBe(true)
  expect(verb).not.toMatch(/\b(totp|begun|updated)\b/)
})

test.each([...verbs.keys()])(
  '%s reads well where nothing is named, as in the filter of the log',
  (action) => {
    const words = actionWords({ verbs, entities }, action)
    expect(words).not.toContain('…')
    // "the key an API key"
    expect(words).not.toMatch(/\bthe ((?!of|for|at|in|from|what)\w+ ){1,2}an? /)
    expect(words).not.toMatch(/\b(\w{4,})\w* (an? )?\1/i)
  },
)
