/** Letters that are drawn like Latin ones are the way to imitate a name; an accent alone is not. */
const latin = /[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u
/** Takes no room on the page, so two names can look the same. */
const invisible = /\p{Cf}|\p{Cc}|\p{Co}|\u034f|\u115f|\u1160|\u17b4|\u17b5|\u3164|\uffa0/u

export interface NameDoubts {
  /** Letters of other scripts beside Latin ones, each once. */
  foreignLetters: string[]
  hasInvisible: boolean
}

/** What in a name could make it look like another one. */
export function nameDoubts(name: string): NameDoubts {
  const letters = name.match(/\p{L}/gu) ?? []
  const foreign = letters.filter((letter) => !latin.test(letter))
  return { foreignLetters: [...new Set(foreign)].slice(0, 10), hasInvisible: invisible.test(name) }
}

/** A host in its ASCII form that stands for letters of other alphabets. */
export const isTranslatedHost = (host: string): boolean => /(^|\.)xn--/.test(host)
