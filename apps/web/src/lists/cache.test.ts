import { describe, expect, it } from 'vitest'
import { placed } from './cache.ts'
import type { ListKind } from './cache.ts'

interface Order {
  id: string
  state: 'new' | 'paid'
}
interface Input {
  state?: Order['state']
  isByHand?: boolean
}

const kind: ListKind<Order, Input> = {
  lists: () => ({}),
  one: (_hub, id) => [id],
  all: () => ({}),
  belongs: (order, { state }) => state === undefined || order.state === state,
  takesIn: ({ isByHand = false }) => isByHand,
}

type Pages = Parameters<typeof placed<Order, Input>>[1]

/** Pages of orders, each page as the letters of their ids. */
const pagesOf = (...pages: string[]): Pages => ({
  pages: pages.map((letters) => ({
    items: letters.split('').map((id): Order => ({ id, state: 'new' })),
    nextCursor: null,
  })),
  pageParams: [],
})
const lettersOf = ({ pages }: Pages) => pages.map(({ items }) => items.map(({ id }) => id).join(''))
const order = (id: string, state: Order['state'] = 'new'): Order => ({ id, state })

describe('a change in a list that was read', () => {
  it('shows in place', () => {
    const pages = placed(kind, pagesOf('ab', 'cd'), {
      before: order('c'),
      after: order('c', 'paid'),
      input: {},
    })
    expect(pages.pages[1]?.items[0]).toEqual(order('c', 'paid'))
    expect(lettersOf(pages)).toEqual(['ab', 'cd'])
  })

  it('takes away what the filters of the list do not let through any more', () => {
    const input: Input = { state: 'new' }
    const change = { before: order('c'), after: order('c', 'paid') }
    expect(lettersOf(placed(kind, pagesOf('ab', 'cd'), { ...change, input }))).toEqual(['ab', 'd'])
    expect(lettersOf(placed(kind, pagesOf('abc'), { ...change, after: null, input: {} }))).toEqual(['ab'])
  })

  it('leaves alone a list that has no place for it', () => {
    const pages = pagesOf('ab')
    const change = { before: order('x'), after: order('x', 'paid'), input: { state: 'paid' as const } }
    expect(placed(kind, pages, change)).toBe(pages)
    expect(placed(kind, pages, { ...change, input: { state: 'new' } })).toBe(pages)
  })

  it.each([
    [null, ['xab', 'cd']],
    ['a', ['axb', 'cd']],
    ['b', ['abx', 'cd']],
    ['d', ['ab', 'cdx']],
    ['gone', ['xab', 'cd']],
  ])('comes below %o in a list that is ordered by hand', (below, letters) => {
    const change = { before: order('x', 'paid'), after: order('x'), input: { isByHand: true } }
    expect(lettersOf(placed(kind, pagesOf('ab', 'cd'), { ...change, below }))).toEqual(letters)
  })

  it('moves within a list that is ordered by hand, and otherwise keeps its place', () => {
    const change = { before: order('c'), after: order('c', 'paid'), input: { isByHand: true } }
    expect(lettersOf(placed(kind, pagesOf('ab', 'cd'), { ...change, below: 'a' }))).toEqual(['acb', 'd'])
    expect(lettersOf(placed(kind, pagesOf('ab', 'cd'), change))).toEqual(['ab', 'cd'])
  })
})
