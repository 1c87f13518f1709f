import { each, named, only } from './asked-otherwise.ts'
import type { Otherwise, Row } from './asked-otherwise.ts'

const asks = null

const hire = (...numbers: number[]): Row[] => named(...numbers.map((number) => `H-${number}`))
const byVan = each({ Red: 510, White: 810, Blue: 240 })

export const ofHires: readonly Otherwise[] = [
  ['which van earns the most', each({ White: 810 })],
  ['hires in october', hire(1, 2)],
  ['hires starting in december', hire(6)],
  ['hires ending this week', hire(4)],
  ['longest hire', hire(5)],
  ['how many days was the red van out', only(9)],
  ['days per van', each({ Red: 9, White: 16, Blue: 4 })],
  ['average price of a hire', only(260)],
  ['what does a hire usually cost', only(260)],
  ['how much has Kerr paid us', only(460)],
  ['our best customer', each({ Nash: 700 })],
  ['who spent most', each({ Nash: 700 }), null],
  ['takings by city', each({ Sligo: 280, Mayo: 810, Galway: 470 })],
  ['what came in from Mayo', only(810)],
  ['top van', each({ White: 810 })],
  ['takings by van', byVan],
  ['cheapest hire in Galway', hire(6)],
  ['hires over two hundred', hire(1, 4, 5, 6)],
  ['hires of at least 4 days', hire(1, 4, 5, 6)],
  ['how many hires had the white van', only(2)],
  ['hires by van this year', each({ Red: 3, White: 2, Blue: 1 })],
  ['total of the white van', only(810)],
  ['money from the red van', only(510)],
  ['how much is the average hire', only(260)],
  [
    'share of the red van in our takings',
    [
      ['Red', 510, 32.69],
      ['White', 810, 51.92],
      ['Blue', 240, 15.38],
    ],
  ],
  ['hires since august under 100', hire(3)],
  ['last hire of the blue van', hire(4)],
  ['first hire', hire(5)],
  ['who rented the white van', hire(2, 5), named('Lally', 'Nash'), null],
  ['price per day', null],
]

export const ofProjects: readonly Otherwise[] = [
  ['projects done in october', named('Bath refit')],
  ['projects quoted in october', named('Fence', 'Patio')],
  ['projects in october', asks],
  ['total invoiced', only(3350)],
  ['how much did we quote to Daly', only(3200)],
  ['revenue by client', asks],
  ['biggest project', asks],
  ['won projects', named('Bath refit', 'Patio')],
  ['projects not done yet', named('Fence', 'Shed'), null],
  ['unfinished projects', named('Fence', 'Shed')],
  ['average quote', only(1112.5)],
  ['open projects', named('Fence')],
  ['highest quote', named('Patio')],
  ['projects by status', each({ Won: 2, Open: 1, Lost: 1 })],
  ['quoted projects', null, named('Bath refit', 'Fence', 'Patio', 'Shed')],
  ['how much did we invoice in november', asks, only(2000)],
]
