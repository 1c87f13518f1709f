import { clsx } from 'clsx'

/** One credit in the integer unit that prices and balances are counted in. */
export const MICRO_PER_CREDIT = 1_000_000

interface CreditParts {
  sign: string
  whole: string
  decimals: string
}

/**
 * Two decimals, rounded half away from zero. What is not zero never reads as zero: below a
 * hundredth of a credit up to six decimals are kept.
 */
function creditParts(micro: number): CreditParts {
  const size = Math.abs(Math.round(micro))
  const tiny = size > 0 && size < MICRO_PER_CREDIT / 200
  const step = MICRO_PER_CREDIT / 100
  // Rounding is done on integers: 1.005 credits is not exact as a floating number.
  const rounded = tiny ? size : Math.floor((size + step / 2) / step) * step
  const whole = Math.floor(rounded / MICRO_PER_CREDIT)
  const fraction = String(rounded % MICRO_PER_CREDIT).padStart(6, '0')
  return {
    sign: micro < 0 && rounded > 0 ? '−' : '',
    // A comma before each three digits. Intl would do the same and takes a phone 50 ms at its first use.
    whole: String(whole).replace(/\B(?=(\d{3})+$)/g, ','),
    decimals: tiny ? fraction.replace(/0+$/, '') : fraction.slice(0, 2),
  }
}

/**
 * Integer micro-credits in words for people: 1_284_600_000 gives "1,284.60". With `signed` a gain
 * has a plus; the minus is the true minus sign, as wide as the plus.
 */
export function formatCredits(micro: number, options: { signed?: boolean } = {}): string {
  const { sign, whole, decimals } = creditParts(micro)
  const plus = options.signed === true && micro > 0 ? '+' : ''
  return `${sign}${plus}${whole}.${decimals}`
}

export interface CreditsProps {
  /** Integer micro-credits. */
  micro: number
  size?: 'md' | 'lg' | 'xl' | undefined
  /** Adds the word "credits". */
  unit?: boolean | undefined
  signed?: boolean | undefined
  className?: string | undefined
}

const sizes = {
  md: '',
  lg: 'text-28 font-semibold tracking-display',
  xl: 'text-36 font-semibold tracking-display',
}

/** An amount of credits in figures of equal width; in large ones the decimals step back. */
export function Credits({ micro, size = 'md', unit = false, signed = false, className }: CreditsProps) {
  const text = formatCredits(micro, { signed })
  const dot = text.indexOf('.')
  return (
    <span className={clsx('whitespace-nowrap tabular-nums', sizes[size], className)}>
      {size === 'md' ? (
        text
      ) : (
        <>
          {text.slice(0, dot)}
          <span className="font-medium text-text-3">{text.slice(dot)}</span>
        </>
      )}
      {unit && (
        <span className={size === 'md' ? '' : 'text-14 font-normal tracking-normal text-text-2'}>
          {' '}
          credits
        </span>
      )}
    </span>
  )
}
