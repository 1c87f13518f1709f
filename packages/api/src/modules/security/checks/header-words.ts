import type { HeaderTest } from '../headers/score.ts'
import { contentWords } from './content-words.ts'
import { visitWords } from './visit-words.ts'
import type { Words } from './words.ts'

/** What each test looks at, as it stands in a sentence. */
const subjects: Record<HeaderTest, string> = {
  contentSecurityPolicy: 'which scripts the page may run',
  cookies: 'how cookies are protected',
  sharing: 'whether other sites can read the page',
  redirection: 'whether visitors are led to https',
  referrer: 'what other sites learn about your visitors',
  strictTransport: 'whether browsers insist on https',
  scriptIntegrity: 'whether scripts of others can be swapped',
  contentType: 'whether browsers guess at file types',
  framing: 'whether other sites can show the page inside theirs',
  resourcePolicy: 'whether other sites can take in your files',
  openerPolicy: 'whether other windows can reach the page',
  embedderPolicy: 'what the page takes in from other sites',
}

/** By test and result; each result that a test can give has its words. */
export const headerWords: Record<HeaderTest, Readonly<Record<string, Words>>> = {
  ...contentWords,
  ...visitWords,
}

/** A result that came later than these words still names its matter. */
export const wordsOf = (test: HeaderTest, result: string): Words =>
  headerWords[test][result] ?? [`Look at ${subjects[test]}`, `The website answered “${result}”.`]

export const unknownWords = (test: HeaderTest): Words => [
  `Nobody could look at ${subjects[test]}`,
  'The website did not answer, so this says neither good nor bad. It is looked at again by the next scan.',
]
