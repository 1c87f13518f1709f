import { expect, test } from 'vitest'
import { nameUntilRead, pageAddress } from './address.ts'

test.each([
  ['https://shop.example/teller-blau.html', 'teller blau'],
  ['https://shop.example/K%C3%A4se-mild', 'Käse mild'],
  // As shops from before UTF-8 write it.
  ['https://shop.example/K%E4se', 'Käse'],
  ['https://shop.example/100%-cotton', '100 cotton'],
  ['https://shop.example/%E0%A4%A', 'à¤A'],
  ['https://shop.example/', 'shop.example'],
])('a product at %s is called “%s” until its page was read (MKT-1)', (address, name) => {
  expect(nameUntilRead(pageAddress(address))).toBe(name)
})
