/** Numbers that look thrown and are the same for the same seed. */
export interface Dice {
  /** From 0 up to, but not including, `below`. */
  number(below: number): number
  between(low: number, high: number): number
  one<Choice>(choices: readonly Choice[]): Choice
  /** True in about `percent` of a hundred throws. */
  chance(percent: number): boolean
}

/** The generator "mulberry32": small, even, and with a state of one number. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  const throwOne = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const number = (below: number) => Math.floor(throwOne() * below)
  return {
    number,
    between: (low, high) => low + number(high - low + 1),
    one(choices) {
      const chosen = choices[number(choices.length)]
      if (chosen === undefined) throw new Error('There is nothing to choose from.')
      return chosen
    },
    chance: (percent) => throwOne() * 100 < percent,
  }
}
