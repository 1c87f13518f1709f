import { ArrowUp, Square } from 'lucide-react'
import { clsx } from 'clsx'
import { useId, useLayoutEffect, useRef, type KeyboardEvent, type ReactNode, type Ref } from 'react'

import { Button } from './button.tsx'
import { Tooltip } from './tooltip.tsx'

export interface ComposerProps {
  value: string
  onValueChange: (value: string) => void
  /** Called with Enter or the button, never with only blanks and never while `blocked`. */
  onSend: () => void
  /** Present while an answer streams. */
  onStop?: (() => void) | undefined
  placeholder?: string | undefined
  /** A PriceTag. */
  price?: ReactNode
  /** Files, above the words: ComposerFile. */
  files?: ReactNode
  /** Attach, model and the like, left of the price. */
  tools?: ReactNode
  /** Why nothing can be sent now: "This needs about 8 credits and you have 3.20." */
  blocked?: string | undefined
  /** Nothing new may be sent until this is over, such as while an answer starts. */
  busy?: boolean | undefined
  ref?: Ref<HTMLTextAreaElement> | undefined
}

const LINE_PX = 24
const MAX_LINES = 8

/** Where one writes to the assistant. Enter sends, Shift and Enter make a new line; it grows to eight lines. */
export function Composer(props: ComposerProps) {
  const {
    value,
    onValueChange,
    onSend,
    onStop,
    placeholder = 'Ask or tell me something',
    price,
    files,
    tools,
    blocked,
    busy = false,
  } = props
  const area = useRef<HTMLTextAreaElement>(null)
  const blockedId = useId()
  useLayoutEffect(() => grow(area.current), [value])
  const send = () => {
    if (value.trim() === '' || blocked !== undefined || busy) area.current?.focus()
    else onSend()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // While an input method is composing a word, Enter chooses the word.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }
  const sendLabel = blocked ?? 'Send'
  return (
    <div className="rounded-[14px] border border-line-control bg-sheet pt-2.5 pr-2.5 pb-2 pl-3.5 shadow-1 has-[textarea:focus-visible]:border-transparent has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:-outline-offset-1 has-[textarea:focus-visible]:outline-focus">
      {files !== undefined && <div className="mb-2 flex flex-wrap gap-2">{files}</div>}
      <textarea
        ref={(element) => {
          area.current = element
          if (typeof props.ref === 'function') props.ref(element)
          else if (props.ref) props.ref.current = element
        }}
        rows={1}
        aria-label="Message"
        {...(blocked !== undefined && { 'aria-describedby': blockedId })}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        onKeyDown={onKeyDown}
        className="mb-1.5 block w-full resize-none bg-transparent text-15/6 outline-none max-tablet:text-16"
      />
      {blocked !== undefined && (
        <p id={blockedId} role="status" className="mb-1.5 text-12 text-warning-text">
          {blocked}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-1.5">
        {tools}
        <div className="ml-auto flex items-center gap-1.5">
          {price}
          {onStop !== undefined && (
            <Tooltip text="Stop the answer">
              <Button aria-label="Stop the answer" onClick={onStop} className={sendShape}>
                <Square className="size-3.5! stroke-2" />
              </Button>
            </Tooltip>
          )}
          <Tooltip text={sendLabel}>
            <Button
              variant="primary"
              aria-label={sendLabel}
              aria-disabled={blocked !== undefined || busy}
              onClick={send}
              className={clsx(
                sendShape,
                'aria-disabled:bg-neutral-tint aria-disabled:text-text-disabled aria-disabled:shadow-none',
              )}
            >
              <ArrowUp className="size-[18px]!" />
            </Button>
          </Tooltip>
        </div>
      </div>
    </div>
  )
}

const sendShape = 'w-[34px] rounded-[10px]! px-0! pointer-coarse:w-11'

function grow(area: HTMLTextAreaElement | null): void {
  if (area === null) return
  area.style.height = 'auto'
  const height = Math.min(area.scrollHeight, LINE_PX * MAX_LINES)
  area.style.height = `${Math.max(height, LINE_PX)}px`
  area.style.overflowY = area.scrollHeight > LINE_PX * MAX_LINES ? 'auto' : 'hidden'
}

/** A file that goes with the message. */
export function ComposerFile({
  name,
  size,
  icon,
  remove,
}: {
  name: string
  size: string
  icon: ReactNode
  remove: ReactNode
}) {
  return (
    <span className="inline-flex h-7.5 max-w-full items-center gap-2 rounded-sm bg-sunken pr-[3px] pl-2.5 text-13 inset-ring inset-ring-line [&_.lucide]:size-3.5">
      {icon}
      <span className="truncate">{name}</span>
      <span className="flex-none text-text-3 tabular-nums">{size}</span>
      {remove}
    </span>
  )
}
