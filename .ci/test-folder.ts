/**
 * Where tests put files: one folder for a whole run, gone when the run is over. A process that runs the files of many
 * tests is stopped without being asked, so it could not clear up after each of them.
 */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

const folder = mkdtempSync(join(tmpdir(), "bina-tests-"))

/** Says where the folder is to whoever runs tests. */
export const setup = (): void => {
  process.env["BINA_TEST_FOLDER"] = folder
}

/** Takes the folder away with all that is in it. */
export const teardown = (): void => rmSync(folder, { recursive: true, force: true })
