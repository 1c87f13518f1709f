import { clsx } from 'clsx'

/**
 * A turning ring. With reduced motion it becomes the word, because a ring that stands still says
 * nothing; inside a button that already says "Saving" pass `word={null}`.
 */
export function Spinner({
  word = 'Working',
  className,
}: {
  word?: string | null
  className?: string | undefined
}) {
  return (
    <span className={clsx('inline-flex flex-none items-center', className)}>
      <span aria-hidden="true" className="spin size-3.5 opacity-85 motion-reduce:hidden" />
      {word !== null && <span className="sr-only motion-reduce:not-sr-only">{word}</span>}
    </span>
  )
}
