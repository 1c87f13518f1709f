import { z } from 'zod'

/** 1 credit in micro-credits (CON-8). */
export const MICRO = 1_000_000
/** An amount of micro-credits; 1,000,000 are one credit. */
export const Micro = z.int()

const CENT = MICRO / 100

/**
 * Writes micro-credits as credits for people: 1284600000 -> "1,284.60". Two decimals, as on the pages; what is not zero
 * never reads as zero, so an amount below half a hundredth is written out.
 */
export function creditsText(micro: number): string {
  const isTiny = Math.abs(micro) < CENT / 2
  const shown = isTiny ? micro : Math.sign(micro) * Math.round(Math.abs(micro) / CENT) * CENT
  return (shown / MICRO).toLocaleString('en-US', {
    minimumFractionDigits: 2,
    maximumFractionDigits: isTiny ? 6 : 2,
  })
}
