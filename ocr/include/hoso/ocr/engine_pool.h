// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "hoso/ocr/recogniser.h"

namespace hoso::ocr {

using RecogniserFactory = std::function<models::Result<std::unique_ptr<Recogniser>>()>;

/// Engines lent out to whoever works on a page. Grows to as many as are in use at once, so that a lease never waits and
/// a thread that is entered again (oneTBB may do so) gets another engine instead of a dead-lock. Thread-safe.
class EnginePool {
 public:
  explicit EnginePool(RecogniserFactory factory);

  /// Gives its engine back when it goes.
  class Lease {
   public:
    Lease(EnginePool& pool, std::unique_ptr<Recogniser> engine) : pool_(&pool), engine_(std::move(engine)) {}
    Lease(Lease&&) = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease();
    Recogniser& operator*() const { return *engine_; }
    Recogniser* operator->() const { return engine_.get(); }

   private:
    EnginePool* pool_;
    std::unique_ptr<Recogniser> engine_;
  };

  models::Result<Lease> acquire();

 private:
  void give_back(std::unique_ptr<Recogniser> engine);

  RecogniserFactory factory_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Recogniser>> idle_;
};

}  // namespace hoso::ocr
