import { expect, test } from 'vitest'
import { worldOf } from './testing/world.ts'
import { candidatesFor } from './understand/candidates.ts'

const VAGUE = ['changes', 'list the history', 'show me what there is', 'money', 'people']
const GAIN = 0.3

async function scoresOf(text: string, page?: string): Promise<Map<string, number>> {
  const { candidates } = await candidatesFor(text, worldOf(page === undefined ? {} : { page }))
  return new Map(candidates.map(({ name, score }) => [name, score]))
}

/** Parts of a path that a page may be called by. */
const partsOf = (name: string) => name.split('.').slice(0, -1)

test.each(VAGUE)('on the page of what “%s” may mean, that gains on all else', async (text) => {
  const anywhere = await scoresOf(text)
  const places = [...anywhere.keys()].filter((name) => partsOf(name).length > 0)
  expect(places.length).toBeGreaterThan(1)
  for (const place of places) {
    const onPage = await scoresOf(text, partsOf(place).join(' '))
    expect(onPage.get(place)).toBeCloseTo((anywhere.get(place) ?? NaN) + GAIN, 6)
    const others = places.filter((name) => !partsOf(name).some((part) => partsOf(place).includes(part)))
    for (const other of others) expect(onPage.get(other), other).toBeCloseTo(anywhere.get(other) ?? NaN, 6)
    // The likeliest is first, with what the page adds.
    const scores = [...onPage.values()]
    expect(scores).toEqual(scores.toSorted((one, another) => another - one))
  }
})
