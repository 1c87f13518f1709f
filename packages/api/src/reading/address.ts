import type { Reading } from './text.ts'

/** What an address is made of, by the names that fields have for it. */
export type AddressPart = 'street' | 'postcode' | 'city'

const STREET_WORDS =
  /(?:^|[\s.])(?:street|st|road|rd|lane|ln|avenue|ave|square|sq|way|drive|close|court|place|quay|hill|park|terrace|row|gardens|rue|via|viale|calle|rua|avenida|boulevard)\b|(?:str|straße|strasse|gasse|weg|platz|allee|straat|laan)\b/i
/** "14 days", "20 %": counted, and no number of a house. */
const COUNTED =
  /^\d+ ?(?:days?|weeks?|months?|years?|%|percent|euros?|pounds?|dollars?|eur|gbp|usd|pcs|pieces)\b/i
const NUMBER_FIRST = /^\d{1,5}(?:[-/]\d{1,5})? ?[a-z]?,? (?=\p{L})/iu
const NUMBER_LAST = /^\p{L}.* \d{1,5}(?:[-/]\d{1,5})? ?[a-z]?$/iu
const TOWN = "\\p{L}[\\p{L}'. -]{1,40}"
/** "LS1 4AB", "H91 AB12", "K1A 0B6": codes with letters in them, British, Irish and Canadian. */
const LETTERED = '[a-z]{1,2}\\d[\\da-z]? ?\\d[a-z]{2}|[a-z]\\d[\\dw] ?[\\da-z]{4}|[a-z]\\d[a-z] ?\\d[a-z]\\d'
const CITY = new RegExp(`^${TOWN}$`, 'u')
const CITY_CODE = new RegExp(`^(${TOWN}?) (${LETTERED}|[\\d-]{4,9})$`, 'iu')
const CODE_CITY = new RegExp(`^(${LETTERED}|[\\d-]{4,9}|[a-z]-\\d{4,5}) (${TOWN})$`, 'iu')
const CODE = new RegExp(`^(?:${LETTERED}|[\\d-]{4,9})$`, 'i')
/** What may stand behind an address, and is none of it. */
const BEHIND = /(?: (?:from now on|now|these days|instead|please))*[.!?]*$/i
const MOST_WORDS = 6

const isCapital = (word: string) => !/^\p{Ll}/u.test(word)

/** A number and the name of a street, said so or written with capital letters as names are. */
function isStreet(text: string): boolean {
  const words = text.split(' ')
  if (words.length > MOST_WORDS || COUNTED.test(text)) return false
  if (!NUMBER_FIRST.test(text) && !NUMBER_LAST.test(text)) return false
  return STREET_WORDS.test(text) || (words.length > 2 && words.every(isCapital))
}

interface Piece {
  text: string
  from: number
}

/** What stands between commas, and on either side of "in". */
const piecesOf = (text: string): Piece[] =>
  Array.from(text.matchAll(/(?:(?!,| in ).)+/g), ({ 0: found, index }) => {
    const rest = found.replace(/^ ?in /, '').trimStart()
    return { text: rest.trimEnd(), from: index + found.length - rest.length }
  }).filter((piece) => piece.text !== '')

type Found = [part: AddressPart, text: string]

/** A town with its code before or behind it, or either alone. */
function townIn(text: string): Found[] {
  const [, town = '', behind = ''] = CITY_CODE.exec(text) ?? []
  if (town !== '')
    return [
      ['city', town],
      ['postcode', behind],
    ]
  const [, before = '', city = ''] = CODE_CITY.exec(text) ?? []
  if (city !== '')
    return [
      ['postcode', before],
      ['city', city],
    ]
  if (CODE.test(text)) return [['postcode', text]]
  return CITY.test(text) && text.split(' ').length <= 3 ? [['city', text]] : []
}

/** The parts of the first address in a text: "5 Mill Lane, Leeds LS1 4AB". Empty where no street is said. */
export function readAddress(text: string): Reading<AddressPart>[] {
  const pieces = piecesOf(text)
  const at = pieces.findIndex((piece) => isStreet(streetOf(piece).text))
  const piece = pieces[at]
  if (!piece) return []
  const street = streetOf(piece)
  const found: [Piece, AddressPart][] = [[street, 'street']]
  for (const { text: next, from } of pieces.slice(at + 1, at + 3)) {
    const parts = townIn(next.replace(BEHIND, ''))
    if (parts.every(([part]) => found.some(([, known]) => known === part))) break
    for (const [part, own] of parts) found.push([{ text: own, from: from + next.indexOf(own) }, part])
  }
  return found.map(([{ text: own, from }, value]) => ({
    text: own,
    span: { from, to: from + own.length },
    value,
  }))
}

/** "Harlan moved to 5 Mill Lane": a street begins behind the word that leads to it. */
function streetOf({ text, from }: Piece): Piece {
  const lead = /^.*\b(?:to|at|is|its|it's|address|now|:) (?=\S)/i.exec(text)?.[0].length ?? 0
  return { text: text.slice(lead).replace(BEHIND, ''), from: from + lead }
}
