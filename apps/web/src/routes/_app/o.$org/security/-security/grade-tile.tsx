import { clsx } from 'clsx'
import { standingOf } from './security-words.ts'

const tones = {
  success: 'bg-success-tint text-success-text inset-ring-success-line',
  warning: 'bg-warning-tint text-warning-text inset-ring-warning-line',
  danger: 'bg-danger-tint text-danger-text inset-ring-danger-line',
  neutral: 'bg-neutral-tint text-text-2 inset-ring-line',
} as const

const sizes = {
  sm: 'size-8 rounded-md text-14',
  md: 'size-12 rounded-lg text-22',
  lg: 'size-[60px] rounded-lg text-28',
}

const toneOf = (grade: string | null): keyof typeof tones => {
  const { tone } = standingOf(grade)
  return tone === 'success' || tone === 'warning' || tone === 'danger' ? tone : 'neutral'
}

/** A grade as a tile. Beside it stand the score and words: the color alone says nothing. */
export const GradeTile = ({ grade, size }: { grade: string | null; size: keyof typeof sizes }) => (
  <span
    aria-hidden="true"
    className={clsx(
      'grid flex-none place-items-center leading-none! font-semibold tracking-tight inset-ring',
      tones[toneOf(grade)],
      sizes[size],
    )}
  >
    {grade?.replace('-', '−') ?? '–'}
  </span>
)
