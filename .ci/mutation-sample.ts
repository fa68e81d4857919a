/**
 * Draws which statements of a file are mutated, where all would take too long: each top-level statement with the
 * probability `MUTATION_SHARE` (1 unless told), by a hash of `MUTATION_SEED`, so that the same seed draws the same ones.
 */
import { createHash } from "node:crypto"
import { relative } from "node:path"

interface Place {
  readonly parent?: { readonly type: string }
  readonly node: { readonly start: number }
  readonly hub: { readonly file: { readonly opts: { readonly filename: string } } }
}

const share = Number(process.env["MUTATION_SHARE"] ?? 1)
const seed = process.env["MUTATION_SEED"] ?? "1"

const isDrawn = (file: string, start: number): boolean => {
  const digest = createHash("sha256").update(`${seed} ${file} ${start}`).digest()
  return digest.readUInt32BE(0) / 2 ** 32 < share
}

const shouldIgnore = ({ hub, node, parent }: Place): string | undefined =>
  parent?.type !== "Program" || isDrawn(relative(process.cwd(), hub.file.opts.filename), node.start)
    ? undefined
    : "not drawn"

/** What the tool looks for in a plugin: it reads nothing but this name. */
export const strykerPlugins = [{ kind: "Ignore", name: "sample", value: { shouldIgnore } }]
