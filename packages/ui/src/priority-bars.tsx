import { clsx } from 'clsx'

export type Priority = 'low' | 'medium' | 'high'

const words = { low: 'Low', medium: 'Medium', high: 'High' }
const bars = [
  { height: 'h-[5px]', from: 1 },
  { height: 'h-2', from: 2 },
  { height: 'h-3', from: 3 },
]
const levels = { low: 1, medium: 2, high: 3 }

/** Three bars, as many filled as it matters. With `word` the word stands beside them. */
export function PriorityBars({ priority, word = false }: { priority: Priority; word?: boolean | undefined }) {
  const level = levels[priority]
  const fill = level === 3 ? 'bg-danger-solid' : 'bg-text-2'
  return (
    <span className="inline-flex items-center gap-2 text-13">
      <span
        {...(word ? { 'aria-hidden': true } : { role: 'img', 'aria-label': `${words[priority]} priority` })}
        className="inline-flex h-3 w-[13px] flex-none items-end gap-0.5"
      >
        {bars.map((bar) => (
          <span
            key={bar.from}
            data-fill={bar.from <= level ? 'yes' : 'no'}
            className={clsx('w-[3px] rounded-[1px]', bar.height, bar.from <= level ? fill : 'bg-line-strong')}
          />
        ))}
      </span>
      {word && words[priority]}
    </span>
  )
}
