import { CodeBlock } from '@hub/ui/code-block'
import { Fragment } from 'react'
import type { ReactNode } from 'react'
import { answerBlocks } from './answer-blocks.ts'
import type { Block, Inline } from './answer-blocks.ts'

/** The words of an answer. */
export function AnswerText({ text }: { text: string }) {
  // An answer only grows at its end, so a block keeps its place in the list.
  return answerBlocks(text).map((block, index) => <BlockView key={index} block={block} />)
}

function BlockView({ block }: { block: Block }): ReactNode {
  if (block.kind === 'code') return <CodeBlock code={block.text} />
  if (block.kind === 'paragraph') {
    return (
      <p className="not-first:mt-2.5">
        {block.lines.map((line, index) => (
          <Fragment key={index}>
            {index > 0 && <br />}
            <Line parts={line} />
          </Fragment>
        ))}
      </p>
    )
  }
  const List = block.ordered ? 'ol' : 'ul'
  return (
    <List className="not-first:mt-1.5">
      {block.items.map((item, index) => (
        <li key={index}>
          <Line parts={item} />
        </li>
      ))}
    </List>
  )
}

function Line({ parts }: { parts: readonly Inline[] }) {
  return parts.map((part, index) => <Part key={index} part={part} />)
}

function Part({ part }: { part: Inline }): ReactNode {
  switch (part.kind) {
    case 'text':
      return part.text
    case 'strong':
      return <b>{part.text}</b>
    case 'code':
      return <code className="rounded-xs bg-sunken px-1 font-mono text-13">{part.text}</code>
  }
}
