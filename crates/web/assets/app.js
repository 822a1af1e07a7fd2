// Comfort on top of plain links and forms; every page also works without this file.
(() => {
  "use strict";
  const one = (css, root = document) => root.querySelector(css);
  const all = (css, root = document) => [...root.querySelectorAll(css)];
  const page = document.documentElement;
  const busy = (on) => { const sign = one("#busy"); if (sign) sign.hidden = !on; };

  // Rows: select all, and say how many are selected.
  const ticks = (form) => all("input[name=sel]:not(:disabled)", form);
  const count = (form) => {
    const boxes = ticks(form);
    const chosen = boxes.filter((box) => box.checked).length;
    const head = one("[data-select-all]", form);
    if (head) {
      head.checked = chosen > 0 && chosen === boxes.length;
      head.indeterminate = chosen > 0 && chosen < boxes.length;
    }
    for (const place of all("[data-chosen]", form)) place.textContent = `${chosen}件`;
    for (const place of all("[data-chosen-note]", form)) place.textContent = chosen ? `（${chosen}件）` : "";
    for (const button of all("[data-needs-choice]", form)) button.setAttribute("aria-disabled", String(chosen === 0));
  };
  const countAll = () => all("form:has(input[name=sel])").forEach(count);
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (event.target.matches("[data-select-all]")) for (const box of ticks(form)) box.checked = event.target.checked;
    if (event.target.matches("[data-select-all], input[name=sel]")) count(form);
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-needs-choice][aria-disabled=true]")) event.preventDefault();
  }, true);

  // Files go in one after the other, and never while the server works: its answer would replace the form that has them.
  const atRest = async () => { while (page.dataset.settled !== "1") await new Promise((done) => setTimeout(done, 50)); };
  let taking = Promise.resolve();
  const take = (files) => {
    taking = taking.then(atRest).then(() => {
      const input = one("[data-drop] input[type=file]");
      if (!input || !files.length) return;
      input.files = files;
      input.form.requestSubmit();
    });
  };

  // Files: the whole window takes a drop, and no drop makes the browser open the file.
  const carriesFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  const zone = () => one("[data-drop]");
  let depth = 0;
  const over = (on) => zone()?.classList.toggle("is-over", on);
  addEventListener("dragenter", (event) => { if (carriesFiles(event)) { event.preventDefault(); depth += 1; over(true); } });
  addEventListener("dragleave", (event) => { if (carriesFiles(event)) { depth -= 1; if (depth <= 0) { depth = 0; over(false); } } });
  addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = zone() ? "copy" : "none";
  });
  // A dropped folder is walked; its files go in with the others.
  const walk = async (entry) => {
    if (!entry) return [];
    if (entry.isFile) return [await new Promise((take, refuse) => entry.file(take, refuse))];
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((take, refuse) => reader.readEntries(take, refuse));
      if (!some.length) return found;
      for (const next of some) found.push(...await walk(next));
    }
  };
  addEventListener("drop", async (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth = 0;
    over(false);
    if (!zone()) return;
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.());
    const box = new DataTransfer();
    if (entries.some((entry) => entry?.isDirectory)) {
      for (const entry of entries) for (const file of await walk(entry)) box.items.add(file);
    } else {
      for (const file of event.dataTransfer.files) box.items.add(file);
    }
    take(box.files);
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-drop] input[type=file]")) take(event.target.files);
  });
  // The field may be replaced while its dialog is open; then nothing of it reaches the page.
  document.addEventListener("click", (event) => {
    const field = event.target;
    if (field.matches("[data-drop] input[type=file]")) field.onchange = () => { if (!field.isConnected) take(field.files); };
  });

  // Confirming: the dialog asks at once; the server asks for `confirmed` in any case.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-confirm]");
    if (!button || button.dataset.confirmed) return;
    const dialog = one(button.dataset.confirm);
    if (!dialog?.showModal) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const answer = (yes) => {
      dialog.close();
      if (!yes) { button.focus(); return; }
      const field = Object.assign(document.createElement("input"), { type: "hidden", name: "confirmed", value: "1" });
      button.form.append(field);
      button.dataset.confirmed = "1";
      button.click();
      delete button.dataset.confirmed;
      field.remove();
    };
    one("[data-yes]", dialog).onclick = () => answer(true);
    one("[data-no]", dialog).onclick = () => answer(false);
    dialog.showModal();
    one("[data-no]", dialog).focus();
  }, true);

  // Passkeys: the browser asks the person, the form carries the answer. The only thing that needs this file.
  const passkey = async (form) => {
    const options = JSON.parse(form.dataset.options);
    const publicKey = form.dataset.passkey === "create"
      ? PublicKeyCredential.parseCreationOptionsFromJSON(options)
      : PublicKeyCredential.parseRequestOptionsFromJSON(options);
    const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
    return JSON.stringify(credential.toJSON());
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-passkey]") || form.elements.answer.value) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = event.submitter;
    one("[data-passkey-failed]", form).hidden = true;
    passkey(form).then((answer) => {
      form.elements.answer.value = answer;
      form.requestSubmit(button);
    }).catch(() => { one("[data-passkey-failed]", form).hidden = false; });
  }, true);

  // A plain form is sent once: the second press waits for the first.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.matches("[hx-post], [data-many]")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    setTimeout(() => busy(true), 400);
  });
  // A page that the browser shows as it was left, after its form was sent, is not true any more.
  addEventListener("pageshow", (event) => {
    busy(false);
    const sent = all("form[data-sent]");
    for (const form of sent) delete form.dataset.sent;
    if (event.persisted && sent.length > 0) location.reload();
  });

  // Terms: the consent becomes active when the end was reached, with the mouse or the keyboard.
  const terms = one("[data-terms]");
  if (terms) {
    const consent = all("[data-needs-end]");
    const why = all("[data-until-end]");
    const set = (on) => {
      consent.forEach((field) => { field.disabled = !on; });
      why.forEach((line) => { line.hidden = on; });
    };
    const reached = () => { if (terms.scrollTop + terms.clientHeight >= terms.scrollHeight - 4) set(true); };
    set(false);
    terms.addEventListener("scroll", reached, { passive: true });
    reached();
  }
  all("[data-print]").forEach((button) => { button.hidden = false; });
  document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) print(); });

  // htmx: waiting sign after 400 ms, trouble in a dialog with the server's own words, focus kept.
  // A question that the server holds until something happens (data-held) is nothing to wait for; when it gets no answer it
  // is asked again, and only the fourth time in a row is trouble.
  let timer;
  let misses = 0;
  const held = (event) => event.target.closest?.("[data-held]");
  // What is kept by itself a moment after it was typed goes at once when the page is left in that moment.
  const quiet = (root) => all("textarea[data-quiet]", root);
  const kept = new WeakMap();
  addEventListener("pagehide", () => {
    for (const field of quiet(document)) {
      if (field.value === (kept.get(field) ?? field.defaultValue)) continue;
      const words = new URLSearchParams({ proof: one("[name=proof]", field.form).value, [field.name]: field.value });
      if (field.dataset.was) words.set("was", field.form.elements[field.dataset.was].value);
      navigator.sendBeacon(field.getAttribute("hx-post"), words);
    }
  });
  // What is typed while the server works stays, though its answer replaces the form.
  const texts = (root) => all("textarea[id], input[id]:not([type=hidden], [type=file], [type=checkbox], [type=radio])", root);
  let before = new Map();
  let typed = [];
  // What a page asks by itself takes nothing away: what was ticked stays ticked, and while somebody writes, what was written
  // is not kept yet, or a button works, no answer replaces the form; the next one does.
  let ticked = [];
  let composing;
  document.addEventListener("compositionstart", (event) => { composing = event.target; });
  document.addEventListener("compositionend", () => { composing = undefined; });
  const works = (place) => place.classList.contains("htmx-request");
  const isOpen = (field) => field === composing || works(field) || field.value !== (kept.get(field) ?? field.defaultValue);
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (held(event)) return;
    for (const field of event.target.matches("form") ? quiet(event.target) : [event.target]) kept.set(field, field.value);
    delete page.dataset.settled;
    clearTimeout(timer);
    if (event.target.closest("[data-quiet]")) return;
    timer = setTimeout(() => busy(true), 400);
    before = new Map(texts(document).map((field) => [field.id, field.value]));
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (held(event)) return;
    clearTimeout(timer);
    busy(false);
    const answer = event.detail.xhr;
    // What is kept by itself tells which text the program has now.
    const was = answer?.getResponseHeader("was");
    if (was && event.target.dataset.was) event.target.form.elements[event.target.dataset.was].value = was;
    // An answer without content changes nothing, so no swap settles the page.
    if ((answer?.status === 204 || was) && !answer.getResponseHeader("HX-Redirect")) page.dataset.settled = "1";
  });
  const trouble = (event) => {
    const question = held(event);
    misses = question ? misses + 1 : 0;
    if (question && misses < 4) {
      setTimeout(() => window.htmx.trigger(question, "again"), 5000);
      return;
    }
    page.dataset.settled = "1";
    const dialog = one("#trouble");
    if (!dialog?.showModal) return;
    const answer = new DOMParser().parseFromString(event.detail?.xhr?.responseText ?? "", "text/html");
    const told = one("[data-why]", answer);
    one("[data-told]", dialog).hidden = !told;
    one("[data-silent]", dialog).hidden = Boolean(told);
    if (told) {
      one("h2", dialog).textContent = one("h1", answer)?.textContent ?? "";
      one("[data-told]", dialog).replaceChildren(...told.childNodes);
    }
    if (!dialog.open) dialog.showModal();
  };
  for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) document.addEventListener(name, trouble);
  let focused = "";
  document.addEventListener("htmx:beforeSwap", (event) => {
    const place = event.detail.target;
    const asker = event.detail.requestConfig.elt;
    const itself = asker.matches("[data-quiet]:not(textarea)");
    if (itself && (quiet(place).some(isOpen) || (asker !== place && works(place)))) {
      event.detail.shouldSwap = false;
      page.dataset.settled = "1";
      return;
    }
    focused = document.activeElement?.id ?? "";
    ticked = itself ? ticks(place).map((box) => [box.value, box.checked]) : [];
    const changed = (field) => before.has(field.id) && before.get(field.id) !== field.value;
    typed = itself ? [] : texts(place).filter(changed).map((field) => [field.id, field.value]);
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    for (const [value, on] of ticked.splice(0)) {
      const box = ticks(document).find((box) => box.value === value);
      if (box) box.checked = on;
    }
    countAll();
    for (const [id, text] of typed.splice(0)) {
      const field = document.getElementById(id);
      if (!field || field.value === text) continue;
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (document.activeElement === document.body && focused) document.getElementById(focused)?.focus({ preventScroll: true });
    if (event.target.closest?.("[data-to-top]")) scrollTo(0, 0);
    if (held(event)) misses = 0;
    else page.dataset.settled = "1";
  });

  // Passwords: a button under each field shows what was typed, and hides it again before the form goes.
  for (const field of all("input[type=password]")) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn--text btn--small reveal" });
    button.textContent = "文字を表示する";
    button.setAttribute("aria-pressed", "false");
    button.setAttribute("aria-controls", field.id);
    const show = (on) => { field.type = on ? "text" : "password"; button.setAttribute("aria-pressed", String(on)); };
    button.addEventListener("click", () => show(field.type === "password"));
    field.form?.addEventListener("submit", () => show(false));
    field.after(button);
  }

  countAll();
  page.dataset.settled = "1";
})();
