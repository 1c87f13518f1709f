import type { Dice } from './random.ts'

/*
 * Names of nobody: given names and family names are put together by the dice, and all addresses lie in `.example`.
 */

const GIVEN =
  'Alma Bente Carlo Dunja Edvin Femke Goran Hanne Ilse Jorid Kaspar Levin Marit Nelda Oskar Pia Quirin Rosa Sanna Tjark Ulla Veit Wanda Xenia Yorick Zita'.split(
    ' ',
  )
const FAMILY =
  'Ahrenholt Birkwald Cedervik Dornfeld Eschenmoor Falkstedt Grünaue Haverkamp Immerlund Jasperloh Kirschtal Lindqvarn Möwenfels Norderbrink Osterloh Quellbach Rabenhorst Seegraber Tannwick Uferdal Wiesenthorn Zandstrom'.split(
    ' ',
  )

const PLACES = [
  { city: 'Lübeck', country: 'DE', zip: '23552' },
  { city: 'Ghent', country: 'BE', zip: '9000' },
  { city: 'Utrecht', country: 'NL', zip: '3511' },
  { city: 'Graz', country: 'AT', zip: '8010' },
  { city: 'Turku', country: 'FI', zip: '20100' },
  { city: 'Porto', country: 'PT', zip: '4000-001' },
  { city: 'Kanazawa', country: 'JP', zip: '920-0855' },
  { city: 'Hawalli', country: 'KW', zip: '32000' },
] as const

const MATERIALS = [
  'Linen',
  'Oak',
  'Stoneware',
  'Felt',
  'Beeswax',
  'Wool',
  'Enamel',
  'Willow',
  'Cork',
  'Cotton',
]
const THINGS = ['Apron', 'Bowl', 'Candle', 'Throw', 'Basket', 'Tray', 'Teapot', 'Cushion', 'Brush', 'Lantern']
const TYPES = ['Kitchen', 'Living', 'Bath', 'Garden']
const VENDORS = ['Tide & Fennel', 'Sandhafen Works', 'Moorlicht', 'Kiesel & Kork']
export const TAGS = ['newsletter', 'wholesale', 'returning', 'vip', 'gift buyer'] as const

export interface Person {
  firstName: string
  lastName: string
  email: string
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .replaceAll('ü', 'ue')
    .replaceAll('ö', 'oe')
    .replaceAll(/[^a-z]/g, '')

/** The number keeps two people of the same name apart. */
export function personOf(dice: Dice, number: number): Person {
  const firstName = dice.one(GIVEN)
  const lastName = dice.one(FAMILY)
  return {
    firstName,
    lastName,
    email: `${plain(firstName)}.${plain(lastName)}.${number}@post-${dice.number(9)}.example`,
  }
}

export const placeOf = (dice: Dice): (typeof PLACES)[number] => dice.one(PLACES)

export interface Thing {
  title: string
  handle: string
  productType: string
  vendor: string
}

export function thingOf(dice: Dice, number: number): Thing {
  const material = MATERIALS[number % MATERIALS.length] ?? 'Linen'
  const thing = THINGS[Math.floor(number / MATERIALS.length) % THINGS.length] ?? 'Bowl'
  const title = number < 100 ? `${material} ${thing}` : `${material} ${thing} No. ${number}`
  return {
    title,
    handle: title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    productType: dice.one(TYPES),
    vendor: dice.one(VENDORS),
  }
}
