import { Avatar } from '@hub/ui/avatar'
import { Textarea } from '@hub/ui/textarea'
import { useId, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useMembers } from '../../../../../components/use-members.ts'
import type { MemberChoice } from '../../../../../components/use-members.ts'
import { namedLike, typedName, withName } from './mentions.ts'
import type { Typed } from './mentions.ts'

export interface MentionBoxProps {
  text: string
  onText: (text: string) => void
  /** Somebody was chosen from the list. */
  onPick: (id: string) => void
}

/** A box to write in; after an @ it offers the people of the organization. Ctrl and Enter sends its form. */
export function MentionBox({ text, onText, onPick }: MentionBoxProps) {
  const box = useRef<HTMLTextAreaElement>(null)
  const listId = useId()
  const people = useMembers()
  const [typed, setTyped] = useState<Typed | null>(null)
  const [chosen, setChosen] = useState(0)
  const found = typed === null ? [] : namedLike(people, typed.words)
  const isOpen = found.length > 0
  const look = () => {
    const { value = '', selectionEnd = 0 } = box.current ?? {}
    setTyped(typedName(value, selectionEnd))
    setChosen(0)
  }
  const pick = (person: MemberChoice | undefined) => {
    if (!person || typed === null) return
    const next = withName(text, typed, person)
    onText(next.text)
    onPick(person.id)
    setTyped(null)
    // The text is set by then.
    requestAnimationFrame(() => {
      box.current?.focus()
      box.current?.setSelectionRange(next.caret, next.caret)
    })
  }
  const keys: Partial<Record<string, () => void>> = {
    ArrowDown: () => setChosen((chosen + 1) % found.length),
    ArrowUp: () => setChosen((chosen + found.length - 1) % found.length),
    Enter: () => pick(found[chosen]),
    Tab: () => pick(found[chosen]),
    Escape: () => setTyped(null),
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // While an input method is composing a word, its keys choose the word.
    if (event.nativeEvent.isComposing) return
    const isSent = event.key === 'Enter' && (event.ctrlKey || event.metaKey)
    const act = isSent ? () => box.current?.form?.requestSubmit() : isOpen ? keys[event.key] : undefined
    if (!act) return
    event.preventDefault()
    // Esc would close the drawer as well.
    event.stopPropagation()
    act()
  }
  return (
    <div className="relative">
      <Textarea
        ref={box}
        rows={2}
        placeholder="Write a comment, @ names somebody"
        value={text}
        maxLength={4_000}
        aria-autocomplete="list"
        {...(isOpen && { 'aria-controls': listId, 'aria-activedescendant': `${listId}-${chosen}` })}
        onChange={({ target }) => {
          onText(target.value)
          look()
        }}
        onSelect={look}
        onBlur={() => setTyped(null)}
        onKeyDown={onKeyDown}
      />
      {isOpen && (
        <ul
          id={listId}
          role="listbox"
          aria-label="Who is meant"
          className="absolute inset-x-0 bottom-full z-(--z-menu) mb-1 overflow-hidden rounded-md border border-line bg-raised py-1 shadow-2"
        >
          {found.map((person, at) => (
            <li
              key={person.id}
              id={`${listId}-${at}`}
              role="option"
              aria-selected={at === chosen}
              // The box keeps its focus, and with it the list.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => pick(person)}
              className="flex h-9 cursor-pointer items-center gap-2 px-3 text-13 aria-selected:bg-selected"
            >
              <Avatar size="sm" name={person.name} src={person.avatarUrl} decorative />
              <span className="truncate">{person.name}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
