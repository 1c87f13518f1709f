import { certificateFaults, encryptionFaults } from './known/certificate-faults.ts'
import { fortress } from './known/fortress.ts'
import { exposed, hostile } from './known/hostile.ts'
import { mailFaults } from './known/mail-faults.ts'
import { tideAndFennel } from './known/tide-and-fennel.ts'
import type { Site } from '../../../testing/websites/site.ts'

/** Every website there is in this world. */
export const knownSites: readonly Site[] = [
  fortress,
  tideAndFennel,
  ...certificateFaults,
  ...encryptionFaults,
  ...mailFaults,
  ...hostile,
  ...exposed,
]
