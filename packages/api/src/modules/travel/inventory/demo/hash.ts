/** FNV-1a, then the last mixing steps of MurmurHash3, so that texts that differ little fall far apart; 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x81_1c_9d_c5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01_00_01_93)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85_eb_ca_6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** A number from 0 to below 1 that depends on nothing but the seed and what it is about. */
export type Draw = (...about: readonly (string | number)[]) => number

export const drawsOf =
  (seed: string): Draw =>
  (...about) =>
    hashOf([seed, ...about].join('|')) / 2 ** 32

/** A whole number from least to most, both included. */
export const wholeOf = (drawn: number, least: number, most: number): number =>
  least + Math.floor(drawn * (most - least + 1))

/** One of the list; a list is never empty here. */
export function oneOf<T>(drawn: number, [first, ...rest]: readonly [T, ...T[]]): T {
  return rest[Math.floor(drawn * (rest.length + 1)) - 1] ?? first
}

const FIXED = 0.06
const DAILY = 0.06

/** ±12 %: one half stays with what is sold, the other moves with the day it is asked on. */
export function swayOf(draw: Draw, sold: string, today: string): number {
  const half = (drawn: number, most: number) => 1 + (drawn * 2 - 1) * most
  return half(draw('price', sold), FIXED) * half(draw('price', sold, today), DAILY)
}
