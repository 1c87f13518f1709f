import { z } from 'zod'

/** 1 credit in micro-credits (CON-8). */
export const MICRO = 1_000_000
/** An amount of micro-credits; 1,000,000 are one credit. */
export const Micro = z.int()

/** Writes micro-credits as credits for people: 1284600000 -> "1,284.60". Shows smaller parts only where they exist. */
export function creditsText(micro: number): string {
  return (micro / MICRO).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 6 })
}
