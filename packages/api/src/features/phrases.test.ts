import { describe, expect, test } from 'vitest'
import { opensTo } from '../platform/catalog/catalog.ts'
import type { DeclaredPhrases } from '../platform/catalog/phrases.ts'
import { hub as bare } from '../testing/bare-hub.ts'
import { sentencesOf, slotsIn } from './assistant/built-in/acts/template.ts'

const FEWEST = 20

/** Acts the assistant does that say in too few ways how they are asked for. */
const silent = (paths: readonly string[], phrases: DeclaredPhrases): string[] =>
  paths.filter((path) => {
    const { say = [], setting = [], where } = phrases.get(path)?.phrases ?? {}
    if (where !== undefined) return false
    return [...say, ...setting.flatMap((one) => one.say)].flatMap(sentencesOf).length < FEWEST
  })

const reachable = bare.catalog.entries
  .filter((entry) => entry.type !== 'subscription' && opensTo(entry, 'assistant'))
  .map(({ path }) => path)

describe('phrases', () => {
  test('are there for every act the assistant does', () => {
    expect(silent(reachable, bare.phrases)).toEqual([])
  })

  test('that are missing are named by their act', () => {
    expect(silent(['modules.ops.tasks.get'], new Map())).toEqual(['modules.ops.tasks.get'])
  })

  test('belong to acts that exist, and so does what takes an act back', () => {
    const named = [...bare.phrases].flatMap(([path, { phrases }]) => [path, phrases.undoneBy ?? path])
    expect(named.filter((path) => !bare.catalog.get(path))).toEqual([])
  })

  test('show in help what the assistant does, for each module and no longer than anybody reads', () => {
    const helped = [...bare.phrases].flatMap(([path, { phrases }]) =>
      phrases.help ? [{ path, ...phrases.help }] : [],
    )
    expect(helped.map(({ path }) => path).filter((path) => !reachable.includes(path))).toEqual([])
    const modules = new Set(reachable.flatMap((path) => /^modules\.\w+/.exec(path)?.[0] ?? []))
    const missing = [...modules].filter((name) => !helped.some(({ path }) => path.startsWith(`${name}.`)))
    expect(missing).toEqual([])
    expect(helped.filter(({ say }) => /[{…|]/.test(say) || say.length > 70)).toEqual([])
    expect(new Set(helped.map(({ about }) => about)).size).toBeLessThan(16)
  })

  test('of acts done by hand say where', () => {
    const lost = [...bare.phrases]
      .filter(([path, { phrases }]) => !reachable.includes(path) && phrases.where === undefined)
      .map(([path]) => path)
    expect(lost).toEqual([])
  })

  test('of guides are answers of their own, in at least eight sentences each', () => {
    const guides = [...bare.guides]
    const few = guides.filter(([, { say }]) => say.flatMap(sentencesOf).length < 8).map(([name]) => name)
    expect(few).toEqual([])
    expect(new Set(guides.map(([, { title }]) => title)).size).toBe(guides.length)
    expect(guides.filter(([, { tell }]) => !/[.”]$/.test(tell)).map(([name]) => name)).toEqual([])
  })

  test('of acts the assistant does have slots for fields alone', () => {
    const wrong = reachable.flatMap((path) => {
      const { say = [], setting = [], beside = [] } = bare.phrases.get(path)?.phrases ?? {}
      const fields = (bare.catalog.get(path)?.inputJson['properties'] ?? {}) as object
      const slots = slotsIn([...say, ...beside, ...setting.flatMap((one) => one.say)])
      return [...slots]
        .filter((slot) => !/^(?:[nxy]|who|row)$/.test(slot) && !(slot in fields))
        .map((slot) => `${path} {${slot}}`)
    })
    expect(wrong).toEqual([])
  })
})
