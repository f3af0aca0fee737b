// Asking the server, by the same interface as every other client wherever there is one.

import { state } from "/page/scripts/page_state.js";

export async function ask(path, method = "GET", body, token = state.token) {
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  if (body) headers["Content-Type"] = "application/json";
  let answer;
  try {
    answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
  } catch {
    throw new Error("The server does not answer. Start it again: goalsheet local-sheets");
  }
  const content = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(content.error.message), { status: answer.status });
  return content;
}
