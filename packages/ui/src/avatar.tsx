import { cva } from 'class-variance-authority'
import { useState } from 'react'

const avatarClass = cva(
  'relative inline-grid flex-none place-items-center rounded-full font-semibold tracking-normal inset-ring',
  {
    variants: {
      size: { sm: 'size-[22px] text-[9.5px]', md: 'size-7 text-[11px]', lg: 'h-20 w-20 text-22' },
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
  /** Address of a square picture; the letters stand until it is there, and where it cannot be shown. */
  src?: string | null | undefined
  size?: 'sm' | 'md' | 'lg' | undefined
  /** The name stands beside it already: not read out twice. */
  decorative?: boolean | undefined
  className?: string | undefined
}

/** A person by their picture, or in two letters. */
export function Avatar({ name, src, size, decorative = false, className }: AvatarProps) {
  return (
    <span
      {...(decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name, title: name })}
      className={avatarClass({ size, color: colorOf(name), className })}
    >
      {initialsOf(name)}
      {src != null && <Picture key={src} src={src} />}
    </span>
  )
}

/** The words are said by what is around it. */
function Picture({ src }: { src: string }) {
  const [isBroken, setBroken] = useState(false)
  if (isBroken) return null
  return (
    <img
      src={src}
      alt=""
      loading="lazy"
      decoding="async"
      draggable={false}
      onError={() => setBroken(true)}
      style={{ objectFit: 'cover' }}
      className="absolute inset-0 h-full w-full rounded-full"
    />
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
