import { cva } from 'class-variance-authority'

const avatarClass = cva(
  'inline-grid flex-none place-items-center rounded-full font-semibold tracking-normal inset-ring',
  {
    variants: {
      size: { sm: 'size-[22px] text-[9.5px]', md: 'size-7 text-[11px]' },
      color: {
        neutral: 'bg-neutral-tint text-text-2 inset-ring-line-strong',
        accent: 'bg-accent-tint text-accent-text inset-ring-accent-line',
        warning: 'bg-warning-tint text-warning-text inset-ring-warning-line',
        info: 'bg-info-tint text-info-text inset-ring-info-line',
      },
    },
    defaultVariants: { size: 'md' },
  },
)

const colors = ['accent', 'warning', 'info', 'neutral'] as const

/** The first letters of the first and the last word: "Maeve Brannigan" gives MB, "hub" gives HU. */
export function initialsOf(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  const [first = '', ...others] = words
  const last = others.at(-1)
  const letters = last === undefined ? startOf(first, 2) : startOf(first, 1) + startOf(last, 1)
  return letters.toUpperCase()
}

function startOf(word: string, count: 1 | 2): string {
  // The "u" flag counts letters outside the basic plane as one.
  return (count === 1 ? /^./u : /^.{1,2}/u).exec(word)?.[0] ?? ''
}

function colorOf(name: string): (typeof colors)[number] {
  let sum = 0
  for (const char of name) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973
  return colors[sum % colors.length] ?? 'neutral'
}

export interface AvatarProps {
  name: string
  size?: 'sm' | 'md' | undefined
  /** The name stands beside it already: not read out twice. */
  decorative?: boolean | undefined
  className?: string | undefined
}

/** A person in two letters. */
export function Avatar({ name, size, decorative = false, className }: AvatarProps) {
  return (
    <span
      {...(decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name, title: name })}
      className={avatarClass({ size, color: colorOf(name), className })}
    >
      {initialsOf(name)}
    </span>
  )
}

/** An organization in two letters: square and filled. */
export function OrganizationMark({ name, className }: { name: string; className?: string | undefined }) {
  return (
    <span
      aria-hidden="true"
      className={`grid size-7 flex-none place-items-center rounded-sm bg-accent text-12 font-semibold tracking-normal text-on-accent ${className ?? ''}`}
    >
      {initialsOf(name)}
    </span>
  )
}
