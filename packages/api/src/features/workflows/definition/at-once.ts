import type { ASTNode } from '@marcbachmann/cel-js'

type Deciding = Extract<ASTNode, { op: '&&' | '||' | '?:' }>
type Comparing = Extract<ASTNode, { op: '==' | '!=' | '<' | '<=' | '>' | '>=' }>

const deciding: ReadonlySet<string> = new Set<Deciding['op']>(['&&', '||', '?:'])
const comparing: ReadonlySet<string> = new Set<Comparing['op']>(['==', '!=', '<', '<=', '>', '>='])

const isDeciding = (node: ASTNode): node is Deciding => deciding.has(node.op)
const isComparing = (node: ASTNode): node is Comparing => comparing.has(node.op)
const isWritten = ({ op }: ASTNode): boolean => op === 'value'

/**
 * Whether an expression takes as long over much data as over little: it only goes down to values, or holds one against what is
 * written in the expression itself. Two values of the data may be lists, and those are compared from end to end.
 */
export function isAtOnce(node: ASTNode): boolean {
  if (isDeciding(node)) return node.args.every(isAtOnce)
  if (isComparing(node)) return node.args.every(isAtOnce) && node.args.some(isWritten)
  if (node.op === '[]') return isAtOnce(node.args[0]) && isWritten(node.args[1])
  if (node.op === '.') return isAtOnce(node.args[0])
  if (node.op === '!_') return isAtOnce(node.args)
  return node.op === 'id' || isWritten(node)
}
