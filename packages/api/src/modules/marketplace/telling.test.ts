import { uuidv7 } from '@hub/db'
import { expect, test } from 'vitest'
import type { Alert } from './alerts/schema.ts'
import type { Competitor } from './competitors/schema.ts'
import type { Rule } from './rules/schema.ts'
import { alertsTold, competitorsTold, rulesTold } from './telling.ts'

const at = '2020-11-27T08:00:00.000Z'
const DAY = 'Friday, 27 November 2020'
const eur = (amount: string) => ({ amount, currency: 'EUR' })
const page = <T>(items: readonly T[], nextCursor: string | null = null) => ({ items, nextCursor })
const eleven = <T>(of: () => T): T[] => Array.from({ length: 11 }, of)

test('price alerts', () => {
  const alertOf = (more: Partial<Alert> = {}): Alert => ({
    id: uuidv7(),
    ruleId: uuidv7(),
    kind: 'undercut',
    productId: uuidv7(),
    product: 'House blend',
    listingId: uuidv7(),
    shop: 'copperleaf.example',
    from: eur('22.90'),
    price: eur('21.90'),
    raisedAt: at,
    settledAt: null,
    taskId: null,
    ...more,
  })
  expect(alertsTold(page([]))).toEqual({
    text: 'No price was what you wanted to be told of. Say “tell me when somebody undercuts us” to be told.',
    shown: [],
  })
  const sold = alertOf({ kind: 'stock', settledAt: at, taskId: uuidv7() })
  const moved = 'copperleaf.example went from 22.90 EUR to 21.90 EUR for House blend'
  expect(alertsTold(page([alertOf(), sold])).text.split('\n')).toEqual([
    '2 price alerts; 1 still holds.',
    `1. ${moved}: on ${DAY}`,
    `2. copperleaf.example has sold out of House blend: on ${DAY}, over since ${DAY}, there is a task for it`,
  ])
  expect(alertsTold(page([sold])).text).toMatch(/^1 price alert; none still holds\.\n/)
  const { text, shown } = alertsTold(
    page(
      eleven(() => alertOf()),
      'on',
    ),
  )
  expect(text).toMatch(/^At least 11 price alerts; 11 still hold\.\n/)
  expect(text).toMatch(/\nThere are more\.$/)
  expect(shown).toHaveLength(10)
  expect(shown?.[0]?.name).toBe(moved)
})

test('price rules', () => {
  const ruleOf = (more: Partial<Rule> = {}): Rule => ({
    id: uuidv7(),
    productId: null,
    product: null,
    kind: 'undercut',
    under: null,
    percent: null,
    isOn: true,
    createdAt: at,
    version: 1,
    ...more,
  })
  expect(rulesTold(page([])).text).toBe(
    'You are told of no price yet: say “tell me when somebody undercuts us”, or under which amount.',
  )
  const one = ruleOf()
  expect(rulesTold(page([one]))).toEqual({
    text: '1 rule says when you are told of a price.\n1. Every product: when a shop asks less than you',
    shown: [{ id: one.id, name: 'a price under ours (every product)' }],
  })
  const ofBlend = { productId: uuidv7(), product: 'House blend' }
  const rows = [
    ruleOf({ ...ofBlend, kind: 'below', under: eur('22.00') }),
    ruleOf({ kind: 'move', percent: 5 }),
    ruleOf({ ...ofBlend, kind: 'stock', isOn: false }),
  ]
  expect(rulesTold(page(rows)).text.split('\n')).toEqual([
    '3 rules say when you are told of a price; 1 is switched off.',
    '1. House blend: when a shop asks less than 22.00 EUR',
    '2. Every product: when a price moves by 5 percent or more',
    '3. House blend: when a shop has sold out, switched off',
  ])
  expect(rulesTold(page(eleven(() => ruleOf()))).text).toMatch(/\nThere are more\.$/)
})

test('competitors', () => {
  const competitorOf = (more: Partial<Competitor> = {}): Competitor => ({
    id: uuidv7(),
    state: 'found',
    name: 'Copperleaf Roasters',
    address: null,
    website: null,
    distanceMetres: 350,
    score: 80,
    reasons: ['350 m away', 'Is what you looked for: coffee roaster'],
    foundAt: at,
    updatedAt: at,
    version: 1,
    ...more,
  })
  expect(competitorsTold(page([])).text).toBe(
    'I know no such competitor: say “find competitors near” and your town.',
  )
  const one = competitorOf()
  expect(competitorsTold(page([one]))).toEqual({
    text: '1 competitor; you follow none of them.\n1. Copperleaf Roasters: 350 m away; Is what you looked for: coffee roaster',
    shown: [{ id: one.id, name: 'Copperleaf Roasters' }],
  })
  const followed = competitorOf({ state: 'followed', name: 'Saltgate', reasons: [] })
  expect(competitorsTold(page([followed, one])).text).toMatch(
    /^2 competitors; you follow 1 of them\.\n1\. Saltgate: you follow them\n/,
  )
  expect(competitorsTold(page(eleven(() => competitorOf()))).text).toMatch(/\nThere are more\.$/)
})
