import { Button } from '@hub/ui/button'
import { Dialog } from '@hub/ui/dialog'
import { Note } from '@hub/ui/note'
import { useBlocker, useRouter } from '@tanstack/react-router'
import { useEffect, useId, useRef, useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { RestoredDraft } from './restored-draft.tsx'
import { holdsUnreadable } from './sending.ts'
import { watchTyped } from '../unsaved.ts'

export interface FormDialogProps {
  title: ReactNode
  description?: ReactNode
  size?: 'md' | 'lg' | undefined
  /** The act, such as "Create key". */
  submitLabel: string
  pendingLabel: string
  pending: boolean
  cancelLabel?: string | undefined
  /** Why the hub refused, where no single field is to blame. */
  refusal?: string | undefined
  /**
   * Given where what is typed is kept for the next time (`useKeptForm`), so that closing it loses nothing and asks nothing.
   * `onDiscard` gives up what was restored from before, which is said while it is there.
   */
  kept?: { onDiscard?: (() => void) | undefined }
  onSubmit: (event: FormEvent<HTMLFormElement>) => void
  onClose: () => void
  /** How the fields stand; below each other without it. */
  className?: string | undefined
  children: ReactNode
}

/**
 * Puts the focus into the first field as the dialog appears: a dialog does so a moment later by
 * itself, and what is typed in between would be lost. A field with `autoFocus` has it already.
 */
function focusFirst(fields: HTMLDivElement | null) {
  if (!fields || fields.contains(document.activeElement)) return
  const controls = fields.querySelectorAll<HTMLElement>('input, textarea, select, button')
  for (const control of controls) {
    if (control.tabIndex < 0 || control.matches(':disabled, [aria-hidden="true"]')) continue
    const group = control.getAttribute('type') === 'radio' ? control.getAttribute('name') : null
    const chosen = group && fields.querySelector<HTMLElement>(`[name="${CSS.escape(group)}"]:checked`)
    ;(chosen || control).focus()
    return
  }
}

/** Proof of who is there: it is to be gone with its dialog, and is soon given again. */
const isSecret = ({ type, autocomplete }: HTMLInputElement) =>
  type === 'password' || /password|one-time-code/.test(autocomplete)

/** All that stands in the fields. */
function contentOf(form: HTMLFormElement): string {
  const content = [...form.elements].map((control) => {
    if (control instanceof HTMLInputElement)
      return isSecret(control) ? null : [control.value, control.checked]
    const isText = control instanceof HTMLTextAreaElement || control instanceof HTMLSelectElement
    return isText ? control.value : null
  })
  return JSON.stringify(content)
}

/** Knows whether a form holds what somebody typed and nothing keeps. What the hub filled in meanwhile is not typed. */
function useTyped(isKept: boolean) {
  const form = useRef<HTMLFormElement>(null)
  const began = useRef('')
  const [hasInput, setInput] = useState(false)
  const [bind] = useState(() => (element: HTMLFormElement | null) => {
    form.current = element
    if (element) began.current = contentOf(element)
  })
  const isTyped = () =>
    !isKept && hasInput && form.current !== null && contentOf(form.current) !== began.current
  const newest = useRef(isTyped)
  newest.current = isTyped
  useEffect(() => watchTyped(() => newest.current()), [])
  return { bind, onInput: () => setInput(true), isTyped }
}

/** Asks before what was typed is lost. */
function DiscardDialog({
  open,
  onKeep,
  onDiscard,
}: Record<'onKeep' | 'onDiscard', () => void> & { open: boolean }) {
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onKeep()}
      title="Discard what you typed?"
      description="It is not saved yet."
      footer={
        <>
          <Button onClick={onKeep}>Keep editing</Button>
          <Button variant="danger" onClick={onDiscard}>
            Discard
          </Button>
        </>
      }
    />
  )
}

/** Steps of the browser. What the app itself leads to after an act is no leaving. */
const STEPS: ReadonlySet<string> = new Set(['BACK', 'FORWARD', 'GO'])

/** Back and Forward ask as well. */
function BackGuard({ isTyped }: { isTyped: () => boolean }) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ action }) => STEPS.has(action) && isTyped(),
    enableBeforeUnload: false,
    withResolver: true,
  })
  return <DiscardDialog open={status === 'blocked'} onKeep={() => reset?.()} onDiscard={() => proceed?.()} />
}

/** Fields in a dialog. It stays while the act is on its way, and asks before it goes with what was typed. */
export function FormDialog(props: FormDialogProps) {
  const formId = useId()
  const { pending, refusal, kept, onSubmit, onClose, className = 'flex flex-col gap-4', children } = props
  const { bind, onInput, isTyped } = useTyped(kept !== undefined)
  const [isAsking, setAsking] = useState(false)
  const hasRouter = (useRouter({ warn: false }) as object | null) !== null
  const leave = () => {
    if (!pending && isTyped()) setAsking(true)
    else onClose()
  }
  return (
    <Dialog
      open
      size={props.size}
      onOpenChange={(open) => !open && !pending && leave()}
      title={props.title}
      description={props.description}
      footer={
        <>
          <Button onClick={leave}>{props.cancelLabel ?? 'Cancel'}</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            pending={pending}
            pendingLabel={props.pendingLabel}
          >
            {props.submitLabel}
          </Button>
        </>
      }
    >
      <form
        ref={bind}
        id={formId}
        noValidate
        className={className}
        onInput={onInput}
        onSubmit={(event) => {
          event.preventDefault()
          // The return key in a field sends the form too, past a button that is waiting.
          if (!pending && !holdsUnreadable(event)) onSubmit(event)
        }}
      >
        {kept?.onDiscard && <RestoredDraft onDiscard={kept.onDiscard} />}
        {refusal !== undefined && (
          <Note tone="danger" live>
            {refusal}
          </Note>
        )}
        <div ref={focusFirst} className="contents">
          {children}
        </div>
      </form>
      {/* Within the dialog, so that Esc closes the question alone. */}
      <DiscardDialog open={isAsking} onKeep={() => setAsking(false)} onDiscard={onClose} />
      {hasRouter && <BackGuard isTyped={isTyped} />}
    </Dialog>
  )
}
