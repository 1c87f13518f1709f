import type { z } from 'zod'

/** Letters of other alphabets that are drawn like Latin ones, in the fonts that people read. */
const ALIKE = /[АВЕКМНОРСТУХЅІЈԚԜаеорсухѕіјԁһԛԝӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧορν]/u
const LATIN = /\p{Script=Latin}/u
const WORD = /[\p{L}\p{M}]+/gu

/** Real writing stacks fewer; more of them cover what stands above and below. */
const STACKED = /\p{M}{7}/u
const SEEN = /[\p{L}\p{N}\p{Extended_Pictographic}]/u

/** A letter that makes a word look like another one: of one alphabet in the midst of another, where both are drawn alike. */
function lookAlikeIn(text: string): string | null {
  for (const [word] of text.matchAll(WORD))
    if (LATIN.test(word)) {
      const found = ALIKE.exec(word)
      if (found) return found[0]
    }
  return null
}

/** What is wrong with how a name is drawn, for people; null where nothing is. */
function drawnFault(name: string): string | null {
  if (!SEEN.test(name)) return 'Write a name with a letter or a number in it.'
  if (STACKED.test(name)) return 'Take out some of the marks that stand over one another.'
  const letter = lookAlikeIn(name)
  if (letter === null) return null
  const code = (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return `The letter “${letter}” (U+${code}) is of another alphabet than the rest of its word, and makes the name look like another one. Type it anew.`
}

/** Refuses a name that hides what it is, or looks like another one. */
export function refuseDrawn(name: string, ctx: z.core.$RefinementCtx<string>): void {
  const message = drawnFault(name)
  if (message !== null) ctx.addIssue({ code: 'custom', message })
}
