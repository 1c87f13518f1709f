import { uuidv7 } from '@hub/db'
import { describe, expect, test } from 'vitest'
import type { Check } from '../checks/schema.ts'
import type { Listing, WholeListing } from './schema.ts'
import { checksTold, listingsTold, listingTold } from './telling.ts'

const at = '2020-11-27T08:00:00.000Z'
const DAY = 'Friday, 27 November 2020'
const eur = (amount: string) => ({ amount, currency: 'EUR' })
const page = <T>(items: readonly T[], nextCursor: string | null = null) => ({ items, nextCursor })
const listingOf = (more: Partial<Listing> = {}): Listing => ({
  id: uuidv7(),
  productId: uuidv7(),
  product: 'House blend',
  shop: 'copperleaf.example',
  url: 'https://copperleaf.example/blend',
  state: 'watched',
  outcome: 'ok',
  note: '',
  price: eur('21.90'),
  weekAgo: eur('22.90'),
  waiting: null,
  availability: 'in-stock',
  checkedAt: at,
  ...more,
})
const waiting = { ...eur('2.19'), because: 'It is a tenth of what it was.', since: at }

describe('pages of shops', () => {
  test('none, and one', () => {
    expect(listingsTold(page([]))).toEqual({
      text: 'I find no such page of a shop: say “watch” and the address of a page to add one.',
      shown: [],
    })
    const listing = listingOf()
    expect(listingsTold(page([listing]))).toEqual({
      text: '1 page of a shop: 1 watched.\n1. House blend at copperleaf.example: 21.90 EUR, 22.90 EUR a week ago',
      shown: [{ id: listing.id, name: 'House blend at copperleaf.example' }],
    })
  })

  test('in every state, in words', () => {
    const none = { price: null, weekAgo: null }
    const rows = [
      listingOf({ outcome: null, checkedAt: null, ...none }),
      listingOf({ outcome: 'unchanged', availability: 'out-of-stock', weekAgo: null }),
      listingOf({ outcome: 'choose-variant', ...none }),
      listingOf({ outcome: 'quarantined', waiting, weekAgo: null }),
      listingOf({ outcome: 'gone', state: 'off', weekAgo: eur('21.90') }),
      listingOf({ outcome: 'no-price', state: 'paused', ...none }),
    ]
    expect(listingsTold(page(rows)).text.split('\n')).toEqual([
      '6 pages of shops: 4 watched, 1 paused, 1 given up. 1 price waits until you say whether it is right.',
      '1. House blend at copperleaf.example: no price, not looked at yet',
      '2. House blend at copperleaf.example: 21.90 EUR, sold out',
      '3. House blend at copperleaf.example: no price, a variant is to be chosen',
      '4. House blend at copperleaf.example: 21.90 EUR, 2.19 EUR waits until you say whether it is right',
      '5. House blend at copperleaf.example: 21.90 EUR, the page is gone, given up, nothing could be read for a week',
      '6. House blend at copperleaf.example: no price, no price was found on the page, paused',
    ])
  })

  test('more than ten', () => {
    const rows = Array.from({ length: 11 }, () => listingOf())
    const { text, shown } = listingsTold(page(rows, 'on'))
    expect(text).toMatch(/^At least 11 pages of shops: 11 watched\.\n/)
    expect(text).toMatch(/\nThere are more\.$/)
    expect(shown).toHaveLength(10)
  })
})

describe('one page', () => {
  const whole = (more: Partial<WholeListing> = {}): WholeListing => ({
    ...listingOf(),
    title: 'House Blend 1000 g',
    was: null,
    refused: '',
    source: 'json-ld',
    confidence: 95,
    reasons: ['Two places on the page agree'],
    variant: null,
    variants: [],
    reader: 'page',
    canBrowse: false,
    currencyMeant: null,
    pricedAt: at,
    nextAt: at,
    version: 1,
    ...more,
  })

  test('with its price', () => {
    expect(
      listingTold(whole({ was: eur('25.00'), waiting, note: waiting.because })).text.split('\n'),
    ).toEqual([
      'copperleaf.example asks 21.90 EUR for House blend.',
      'It was 22.90 EUR a week ago.',
      'Before, it cost 25.00 EUR, as the shop says.',
      '2.19 EUR waits until you say whether it is right. It is a tenth of what it was.',
      'I am 95 percent sure of the price: Two places on the page agree.',
      `It was last looked at on ${DAY}.`,
      'The page: https://copperleaf.example/blend',
    ])
  })

  test('with one that was called a mistake', () => {
    expect(listingTold(whole({ refused: '2.19 EUR' })).text.split('\n')).toContain(
      '2.19 EUR, which the page says, was called a mistake and does not count.',
    )
  })

  test('without one', () => {
    const note = 'The shop does not answer.'
    const gone = whole({ price: null, weekAgo: null, outcome: 'unreachable', state: 'paused', note })
    expect(listingTold(gone).text.split('\n')).toEqual([
      'I know no price of House blend at copperleaf.example: the shop was not reached.',
      'The shop does not answer.',
      `It was last looked at on ${DAY}.`,
      'It is paused: nobody looks there in the morning.',
      'The page: https://copperleaf.example/blend',
    ])
  })
})

test('looks at a page', () => {
  const checkOf = (more: Partial<Check> = {}): Check => ({
    id: uuidv7(),
    listingId: uuidv7(),
    outcome: 'ok',
    price: eur('21.90'),
    note: '',
    checkedAt: at,
    ...more,
  })
  expect(checksTold(page([])).text).toBe('Nobody has looked at this page yet: say “look at” and its name.')
  const blocked = checkOf({ outcome: 'blocked', price: null })
  expect(checksTold(page([checkOf(), blocked])).text.split('\n')).toEqual([
    `It was last looked at on ${DAY}: 21.90 EUR, a new price.`,
    `1. ${DAY}: 21.90 EUR, a new price`,
    `2. ${DAY}: the shop does not let programs read it`,
  ])
  const many = Array.from({ length: 11 }, () => checkOf({ outcome: 'unchanged' }))
  expect(checksTold(page(many)).text.split('\n').slice(-2)).toEqual([
    `10. ${DAY}: 21.90 EUR, the same as before`,
    'There are more.',
  ])
})
