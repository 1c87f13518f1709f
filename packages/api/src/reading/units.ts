/** Units people give amounts in, by the word that is used inside the hub. */
const spellings: Record<string, string> = {
  kg: 'kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes',
  g: 'g gr gram grams gramme grammes',
  mg: 'mg milligram milligrams',
  t: 't tonne tonnes ton tons',
  lb: 'lb lbs pound-weight',
  oz: 'oz ounce ounces',
  l: 'l litre litres liter liters ltr',
  ml: 'ml millilitre millilitres milliliter milliliters',
  km: 'km kms kilometre kilometres kilometer kilometers',
  m: 'm metre metres meter meters',
  cm: 'cm centimetre centimetres centimeter centimeters',
  mm: 'mm millimetre millimetres millimeter millimeters',
  mile: 'mile miles',
  ft: 'ft foot feet',
  minute: 'min mins minute minutes',
  hour: 'h hr hrs hour hours',
  day: 'day days',
  week: 'week weeks',
  month: 'month months',
  year: 'year years yr yrs',
  piece: 'pc pcs piece pieces unit units item items ea',
  box: 'box boxes',
  bag: 'bag bags',
  pallet: 'pallet pallets',
  bottle: 'bottle bottles',
  pack: 'pack packs packet packets',
  case: 'case cases crate crates',
  page: 'page pages',
  seat: 'seat seats',
  credit: 'credit credits',
  gb: 'gb gigabyte gigabytes',
  mb: 'mb megabyte megabytes',
  kwh: 'kwh',
}

/** Signs, codes and words of the currencies that small firms meet; any other code of three letters is written large. */
const currencyWords: Record<string, string> = {
  EUR: '€ eur euro euros',
  GBP: '£ gbp pound pounds quid sterling',
  USD: '$ usd dollar dollars buck bucks us$',
  CHF: 'chf franc francs',
  JPY: '¥ jpy yen',
  INR: '₹ inr rupee rupees',
  SEK: 'sek',
  NOK: 'nok',
  DKK: 'dkk',
  PLN: 'pln zloty zlotys zł zl',
  CZK: 'czk kč kc',
  HUF: 'huf forint forints',
  CAD: 'cad c$',
  AUD: 'aud a$',
  NZD: 'nzd',
  BRL: 'brl reais',
  ZAR: 'zar rand',
  AED: 'aed dirham dirhams',
  CNY: 'cny rmb yuan',
  TRY: 'try lira ₺',
  MXN: 'mxn',
  SGD: 'sgd',
}

const byWord = (table: Record<string, string>) =>
  new Map(
    Object.entries(table).flatMap(([key, words]) => words.split(' ').map((word) => [word, key] as const)),
  )

export const units: ReadonlyMap<string, string> = byWord(spellings)
export const currencies: ReadonlyMap<string, string> = byWord(currencyWords)

/** Cents of the currencies above, as a share of one. */
export const cents = new Set('cent cents c pence p penny'.split(' '))

/** Words that are money only behind a number: "try 3 boxes" is not in lira. */
export const onlyBehind = new Set('try p c pound pounds'.split(' '))
