import { describe, expect, test } from 'vitest'
import { sayQuery, tellQuery } from './tell.ts'

const ID = '01a1f859-d525-702e-874d-6f9b61ee33cc'
const answer = {
  columns: [
    { name: 'title', title: 'Order', kind: 'text' },
    { name: 'customerKey', title: 'Customer key', kind: 'text' },
    { name: 'page', title: 'Page', kind: 'text' },
  ],
  rows: [
    { objectId: ID, cells: ['#1001', 'gid://shopify/Customer/7', 'https://shop.example/1001'] },
    { objectId: ID, cells: ['#1002', null, 'https://shop.example/1002'] },
  ],
  isAll: true,
  words: 'Orders',
}

describe('an answer about the data (FND-1)', () => {
  test('is told without the keys that services have for their things', () => {
    expect(tellQuery(answer).columns.map(({ title }) => title)).toEqual(['Order', 'Page'])
    expect(sayQuery(answer).text).toBe(
      'Orders, 2 in all:\n1. #1001: https://shop.example/1001\n2. #1002: https://shop.example/1002',
    )
  })
})
