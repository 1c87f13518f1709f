import { EVERYDAY, indexOf, REQUEST_WORDS, saysNothing, stem, STOP_WORDS } from './name-index.ts'
import type { Named, NameIndex } from './name-index.ts'
import { fold, overlap, readingOf, tokensOf } from './text.ts'
import type { Reading, Span, Token } from './text.ts'

export type { Named } from './name-index.ts'

export interface Candidate {
  id: string
  name: string
  /** 1 where the whole name was said, less for a part, a beginning or a misspelled one. */
  score: number
}

/** One place in a text that names something, and all it can mean, likeliest first. */
export type NameReading = Reading<readonly Candidate[]>

/** Candidates this close to the best one are as likely as it: a person has to choose. */
const MARGIN = 0.08
/** Where a whole name was said, nothing that merely resembles it is meant. */
const WHOLE = 0.99
const CANDIDATES_AT_MOST = 20
const WORDS_AT_MOST = 150
/** The same word said more often than this tells nothing new, and only costs time. */
const REPEATS = 3
const CONTENT_BETWEEN = 1
const SHARE_ENOUGH = 0.2
const MOST = 0.5
/** The score of a word that stands in one name alone, however long that name is. */
export const TELLING = 0.56

const beforeName = new Set('to for with from and by or @ ask tell ping remind'.split(' '))

interface Hit {
  token: number
  word: number
  quality: number
}

interface Match extends Candidate, Span {
  /** How many of its words were said. */
  said: number
}

interface Said {
  text: string
  tokens: readonly Token[]
  index: NameIndex
}

const isCapital = (letter: string) => letter !== letter.toLowerCase()

function isExpected({ text, tokens }: Said, at: number): boolean {
  const token = tokens[at]
  const before = tokens[at - 1]?.text
  if (!token || tokens.length === 1) return true
  if (before !== undefined && beforeName.has(before)) return true
  return at > 0 && isCapital(text.slice(token.from, token.from + 1))
}

/** "The 1st": no street. */
const isOrdinal = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at]
  return token?.isGlued === true && /^(?:st|nd|rd|th)$/.test(token.text) && tokens[at - 1]?.kind === 'digits'
}

/** Every word of the text that is, or looks like, a word of a name; by spelling, in order. */
function hitsOf(said: Said): Map<number, Hit[]> {
  const hits = new Map<number, Hit[]>()
  const seen = new Map<string, number>()
  for (const [token, { text, kind }] of said.tokens.entries()) {
    if (isOrdinal(said.tokens, token)) continue
    const times = (seen.get(text) ?? 0) + 1
    seen.set(text, times)
    if (kind === 'mark' || times > REPEATS || saysNothing(text)) continue
    const doubt = EVERYDAY.has(text) && !isExpected(said, token) ? 0.5 : 1
    for (const { places, quality } of said.index.find(text))
      for (const { spelling, word } of places) {
        const list = hits.get(spelling)
        const hit = { token, word, quality: quality * doubt }
        if (list) list.push(hit)
        else hits.set(spelling, [hit])
      }
  }
  return hits
}

/** Hits with at most one other word of weight between them belong together: "Lopes, Ana", "the seal of the door". */
function clusters(tokens: readonly Token[], hits: readonly Hit[]): Hit[][] {
  const found: Hit[][] = []
  for (const hit of hits) {
    const current = found.at(-1)
    const last = current?.at(-1)
    const between = last ? tokens.slice(last.token + 1, hit.token) : []
    const content = between.filter(({ text, kind }) => kind !== 'mark' && !STOP_WORDS.has(text)).length
    const isNear = between.length <= 4 && content <= CONTENT_BETWEEN
    const isNew = current !== undefined && !current.some(({ word }) => word === hit.word)
    if (current && isNear && isNew) current.push(hit)
    else found.push([hit])
  }
  return found
}

/** "Ana L" and "A. Lopes": one letter beside a name that is in it as well stands for that word. */
function withInitials({ tokens, index }: Said, spelling: number, cluster: readonly Hit[]): Hit[] {
  const words = index.spellings[spelling]?.words ?? []
  const first = cluster[0]?.token ?? 0
  const last = cluster.at(-1)?.token ?? 0
  const dotted = tokens[first - 1]?.text === '.'
  const beside = [dotted ? first - 2 : -1, last + 1]
  const more = beside.flatMap((token): Hit[] => {
    const letter = tokens[token]?.text ?? ''
    const word = words.findIndex(
      (one, at) => one.startsWith(letter) && !cluster.some((hit) => hit.word === at),
    )
    const isArticle = letter === 'a' && !dotted
    return letter.length === 1 && word !== -1 && !isArticle ? [{ token, word, quality: 0.9 }] : []
  })
  return [...cluster, ...more].toSorted((a, b) => a.token - b.token)
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0)

function spanOf(tokens: readonly Token[], hits: readonly Hit[]): Span | null {
  const first = tokens[hits[0]?.token ?? -1]
  const last = tokens[hits.at(-1)?.token ?? -1]
  return first && last ? { from: first.from, to: last.to } : null
}

function matchOf(said: Said, spelling: number, cluster: readonly Hit[]): Match | null {
  const { owner, weights = [] } = said.index.spellings[spelling] ?? {}
  const hits = withInitials(said, spelling, cluster)
  const span = spanOf(said.tokens, hits)
  if (!owner || !span) return null
  const weightOf = ({ word }: Hit) => weights[word] ?? 0
  const weight = sumOf(hits.map(weightOf))
  const share = weight / sumOf(weights)
  const isUnique = hits.some((hit) => isTelling(said, spelling, hit) && weightOf(hit) >= rare(said))
  if (share < SHARE_ENOUGH && hits.length < 2 && !isUnique) return null
  // What requests are made of is hardly a name, unless most of the name was said.
  if (share < MOST && hits.every(({ token }) => isOfRequests(said.tokens[token]?.text ?? ''))) return null
  const quality = sumOf(hits.map((hit) => weightOf(hit) * hit.quality)) / weight
  const least = isUnique ? TELLING : 0
  const score = Math.max(least, Math.min(1, quality * (0.4 + 0.6 * Math.min(1, share + 0.02))))
  const words = hits.filter(({ token }) => !saysNothing(said.tokens[token]?.text ?? '')).length
  return { id: owner.id, name: owner.name, score, said: words, ...span }
}

/** "News" is hardly the "new" of a name. */
const isOfRequests = (word: string): boolean => REQUEST_WORDS.has(word) || REQUEST_WORDS.has(stem(word))

/** Of a long word, one slip of the fingers leaves enough to know it by. */
const LONG = 6
const ONE_SLIP = 0.88

function isTelling({ tokens, index }: Said, spelling: number, { token, word, quality }: Hit): boolean {
  const { text = '' } = tokens[token] ?? {}
  if (quality === 1) return !isOfRequests(text)
  // Letters are left out or changed over; with one more it is rather another word: "roaster" for "roster".
  const meant = index.spellings[spelling]?.words[word] ?? ''
  return text.length >= LONG && text.length <= meant.length && quality >= ONE_SLIP
}

/** What a word weighs that stands in one name alone. */
const rare = ({ index }: Said) => 1 + Math.log(index.size / 2 + 1)

function initialsIn({ text, tokens, index }: Said): Match[] {
  return tokens.flatMap((token, at): Match[] => {
    const isLikely = /^[A-Z]{2,4}$/.test(text.slice(token.from, token.to)) || isBehindName(tokens, at)
    if (!isLikely || STOP_WORDS.has(token.text)) return []
    return (index.initials.get(token.text) ?? []).flatMap((spelling) => {
      const owner = index.spellings[spelling]?.owner
      return owner
        ? [{ id: owner.id, name: owner.name, score: 0.7, said: 1, from: token.from, to: token.to }]
        : []
    })
  })
}

const isBehindName = (tokens: readonly Token[], at: number) =>
  tokens.length === 1 || beforeName.has(tokens[at - 1]?.text ?? '')

function wholesIn({ text, index }: Said): Match[] {
  if (index.wholes.length === 0) return []
  const plain = fold(text)
  return index.wholes.flatMap(({ spelling, plain: whole }): Match[] => {
    const from = plain.indexOf(whole)
    const owner = index.spellings[spelling]?.owner
    const isCut =
      /[\p{L}\d]/u.test(plain.slice(from - 1, from)) || /[\p{L}\d]/u.test(plain.charAt(from + whole.length))
    if (from === -1 || isCut || !owner) return []
    return [{ id: owner.id, name: owner.name, score: 1, said: 1, from, to: from + whole.length }]
  })
}

/** Best first; where two are as good, the longer words, then the earlier place. */
const byScore = (a: Match, b: Match) =>
  b.score - a.score || b.to - b.from - (a.to - a.from) || a.from - b.from

const floorOf = ({ score }: Match) => (score >= WHOLE ? WHOLE : score - MARGIN)

/** Only some of the words that name the other one. */
const saysLess = (one: Match, best: Match) =>
  one.said < best.said && one.from >= best.from && one.to <= best.to

function placed(said: string, matches: readonly Match[]): NameReading[] {
  const places: { best: Match; all: Map<string, Candidate> }[] = []
  for (const match of matches.toSorted(byScore)) {
    const { id, name, score } = match
    const place = places.find(({ best }) => overlap(best, match))
    if (!place) places.push({ best: match, all: new Map([[id, { id, name, score }]]) })
    else if (score >= floorOf(place.best) && !saysLess(match, place.best) && !place.all.has(id))
      place.all.set(id, { id, name, score })
  }
  return places
    .toSorted((a, b) => a.best.from - b.best.from)
    .map(({ best, all }) => readingOf(said, [...all.values()].slice(0, CANDIDATES_AT_MOST), best))
}

/**
 * Which of these are meant: by the whole name, a part of it, its beginning or initials, in any order of words, with one
 * or two typing errors. A word that stands in every name is a match like any other, with many candidates.
 */
export function matchNames(text: string, names: readonly Named[]): NameReading[] {
  const said: Said = { text, tokens: tokensOf(text).slice(0, WORDS_AT_MOST), index: indexOf(names) }
  const matches = Array.from(hitsOf(said), ([spelling, hits]) =>
    clusters(said.tokens, hits).flatMap((cluster) => matchOf(said, spelling, cluster) ?? []),
  ).flat()
  return placed(text, [...matches, ...initialsIn(said), ...wholesIn(said)])
}
