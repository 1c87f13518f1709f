import { expect, test } from 'vitest'
import { inSentence } from './in-sentence.ts'

test.each([
  ['Placed', 'placed'],
  ['Order lines (Shopify)', 'order lines (Shopify)'],
  ['E-mail', 'e-mail'],
  ['VAT', 'VAT'],
  ['SKU of it', 'SKU of it'],
  ['its key', 'its key'],
  ['', ''],
])('“%s” is “%s” within a sentence', (title, words) => {
  expect(inSentence(title)).toBe(words)
})
