import { Check, Copy } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'

import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'

const SHOWN_MS = 2000

/** Copies and says so for two seconds; `failed` when the browser does not allow it. */
export function useCopy(): { state: 'idle' | 'copied' | 'failed'; copy: (text: string) => void } {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle')
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const settle = (next: 'copied' | 'failed') => {
    clearTimeout(timer.current)
    setState(next)
    timer.current = setTimeout(() => setState('idle'), SHOWN_MS)
  }
  return {
    state,
    copy: (text) => {
      // Without HTTPS (other than localhost) the browser gives no clipboard at all.
      const written =
        (navigator.clipboard as Clipboard | undefined)?.writeText(text) ??
        Promise.reject(new Error('no clipboard'))
      written.then(
        () => settle('copied'),
        () => settle('failed'),
      )
    },
  }
}

export interface CopyButtonProps {
  text: string
  /** What is copied, for assistive technology: "Copy address". */
  label?: string | undefined
  /** With the word beside the icon. */
  withWord?: boolean | undefined
  className?: string | undefined
}

const words = { idle: 'Copy', copied: 'Copied', failed: 'Not copied' }

/** An icon that turns into a check. */
export function CopyButton({ text, label = 'Copy', withWord = false, className }: CopyButtonProps) {
  const { state, copy } = useCopy()
  const icon = state === 'copied' ? <Check className="text-success-text" /> : <Copy />
  const said = (
    <span role="status" className="sr-only">
      {state === 'idle' ? '' : words[state]}
    </span>
  )
  return withWord ? (
    <Button variant="ghost" size="sm" aria-label={label} className={className} onClick={() => copy(text)}>
      {icon}
      {words[state]}
      {said}
    </Button>
  ) : (
    <>
      <IconButton
        size="sm"
        label={state === 'idle' ? label : words[state]}
        className={className}
        onClick={() => copy(text)}
      >
        {icon}
      </IconButton>
      {said}
    </>
  )
}

/** An id that is copied by a click on it. */
export function CopyId({ id, label = 'Copy id' }: { id: string; label?: string | undefined }): ReactNode {
  const { state, copy } = useCopy()
  return (
    <button
      type="button"
      aria-label={`${label} ${id}`}
      onClick={() => copy(id)}
      className="inline-flex min-h-7 max-w-full items-center gap-2 rounded-sm px-2 font-mono text-12 tracking-normal text-text-2 hover:bg-hover hover:text-text"
    >
      <span className="truncate">{id}</span>
      {state === 'copied' ? (
        <Check aria-hidden="true" className="size-3 text-success-text" />
      ) : (
        <Copy aria-hidden="true" className="size-3" />
      )}
      <span role="status" className="sr-only">
        {state === 'idle' ? '' : words[state]}
      </span>
    </button>
  )
}
