import { clsx } from 'clsx'

import { formatCredits, MICRO_PER_CREDIT } from './credits.tsx'

export interface PriceTagProps {
  /** Integer micro-credits; 0 reads "free". */
  micro: number
  /** The upper end when the price is not exact: "about 0.40 to 0.70 credits". */
  toMicro?: number | undefined
  /** The price is a guess even without a range: "about 42 credits". */
  about?: boolean | undefined
  /** What is left, so that a large part of it is shown in amber. */
  balanceMicro?: number | undefined
  /** Something is in the way, such as a cap: amber whatever the price. */
  warn?: boolean | undefined
  /** Only the figures: everywhere, or on phones. */
  short?: boolean | 'phone' | undefined
  className?: string | undefined
}

/** Amber from 10 credits or a tenth of the balance, whichever is less. */
function isHigh({ micro, toMicro, balanceMicro, warn }: PriceTagProps): boolean {
  const limit = Math.min(
    10 * MICRO_PER_CREDIT,
    balanceMicro === undefined ? Number.POSITIVE_INFINITY : balanceMicro / 10,
  )
  const most = toMicro ?? micro
  return warn === true || (most > 0 && most >= limit)
}

function priceText({ micro, toMicro, about = false }: PriceTagProps, short: boolean): string {
  const most = toMicro ?? micro
  if (most === 0) return 'free'
  const ranged = most !== micro
  if (short) return ranged ? `${formatCredits(micro)}–${formatCredits(most)}` : formatCredits(micro)
  const words = ranged
    ? `${formatCredits(micro)} to ${formatCredits(most)} credits`
    : `${formatCredits(micro)} credits`
  return ranged || about ? `about ${words}` : words
}

/** A price before spending. After spending it is a Receipt. */
export function PriceTag(props: PriceTagProps) {
  const high = isHigh(props)
  const text = priceText(props, props.short === true)
  const tone = high ? 'high' : text === 'free' ? 'free' : 'normal'
  return (
    <span
      data-tone={tone}
      className={clsx(
        'price-shape inline-flex h-6 flex-none items-center pr-[9px] pl-5 text-12 font-medium whitespace-nowrap tabular-nums',
        { high: 'text-warning-text', free: 'text-success-text', normal: 'text-text-2' }[tone],
        props.className,
      )}
    >
      <span className="sr-only">Price: </span>
      {props.short === 'phone' ? (
        <>
          <span className="max-tablet:hidden">{text}</span>
          <span className="tablet:hidden">{priceText(props, true)}</span>
        </>
      ) : (
        text
      )}
    </span>
  )
}
